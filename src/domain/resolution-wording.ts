/**
 * A report's recommendations as resolutions: each a sentence that begins with "That", as minutes
 * print them. Reports number and letter their recommendations, end them with semicolons, and ask
 * "to note" or "note" something; the numbers of a resolution are its place in the block.
 */

/** `board`: its name, for a recommendation that only says what is to be done. Blank ones fall out. */
export function resolutionsFrom(recommendations: readonly string[], board: string): string[] {
  return recommendations
    .map((recommendation) => resolutionFrom(recommendation, board))
    .filter((sentence) => sentence !== '');
}

const NUMBER = /^\(?(?:\d+(?:\.\d+)*|[a-z]|[ivx]{1,5})[.)]\)?(?:\s+|$)/i;
const DECIMAL = /^\d+(?:\.\d+)+\s+/;
const END = /[\s;,]*(?:;\s*and|,\s*and)?[\s;,.]*$/i;

/**
 * What boards are asked to do, as reports begin a recommendation with it. Without "to" the next word
 * has to show that it is a verb: "Support for families be widened" is no request to support.
 */
const VERBS =
  'note|notes|approve|agree|endorse|support|receive|consider|comment|advise|recommend|adopt|welcome|accept|review|request|confirm';
const OBJECT = '(?:the|that|this|these|those|its|it|our|their|an?|any|all|how|whether|on)\\b';
const ASKED = new RegExp(`^(?:to\\s+(${VERBS})\\b|(${VERBS})\\b(?=\\s+${OBJECT}))\\s*`, 'i');

function resolutionFrom(recommendation: string, board: string): string {
  const bare = recommendation.trim().replace(DECIMAL, '').replace(NUMBER, '').replace(END, '');
  if (bare === '') return '';
  const asked = ASKED.exec(bare);
  const verb = (asked?.[1] ?? asked?.[2])?.toLowerCase().replace(/^notes$/, 'note');
  const said =
    asked && verb ? `That ${bodyOf(board)} ${verb} ${bare.slice(asked[0].length)}`.trimEnd() : bare;
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[?!]$/.test(said) ? '' : '.'}`;
}

/** "the Board" of the "Countywide Prevent Oversight Board". */
function bodyOf(board: string): string {
  const known =
    /\b(Board|Group|Committee|Panel|Partnership|Forum)\b(?!.*\b(?:Board|Group|Committee|Panel|Partnership|Forum)\b)/i;
  return `the ${known.exec(board)?.[1] ?? 'meeting'}`;
}
