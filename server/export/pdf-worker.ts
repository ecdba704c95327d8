/**
 * One compiler, in a thread of its own: a long record must not hold up the meeting that is live.
 * The compiler sees two things, the template and the layout as JSON. Its folder does not exist, so
 * there is no file that a record could make it read.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Layout } from '#domain/layout.ts';
import { PDF_TEMPLATE } from './pdf-template.ts';
import type { PdfAnswer, PdfJob } from './pdf.ts';

const FOLDER = resolve(import.meta.dirname, 'no-such-folder');

/** Memoised results that no job has used for so many jobs are let go. */
const CACHE_AGE = 10;

const { resolve: pathOf } = createRequire(import.meta.url);

const compiler = NodeCompiler.create({
  workspace: FOLDER,
  fontArgs: [
    {
      fontBlobs: ['400Regular', '700Bold'].map((face) =>
        readFileSync(pathOf(`@expo-google-fonts/source-sans-3/${face}/SourceSans3_${face}.ttf`))
      )
    }
  ]
});

parentPort?.on('message', ({ id, layout }: PdfJob) => {
  parentPort?.postMessage(answer(id, layout));
});

function answer(id: number, layout: Layout): PdfAnswer {
  try {
    return { id, bytes: new Uint8Array(compile(layout)) };
  } catch (error) {
    return { id, failure: messageOf(error) };
  } finally {
    compiler.evictCache(CACHE_AGE);
  }
}

/**
 * PDF/UA-1 forbids a character that no font can show (an emoji) or that says nothing (a byte order
 * mark). The record must not change, so such a file is tagged alike but does not claim UA-1. Fonts
 * of the machine are used where Source Sans has no letter: installing one cures it.
 */
function compile(layout: Layout): Buffer {
  compiler.mapShadow(resolve(FOLDER, 'layout.json'), Buffer.from(JSON.stringify(layout)));
  const source = { mainFileContent: PDF_TEMPLATE };
  try {
    return compiler.pdf(source, { pdfStandard: 'ua-1' });
  } catch (error) {
    if (!/could not be displayed|disallowed codepoint/.test(messageOf(error))) throw error;
    return compiler.pdf(source, { pdfStandard: '1.7' });
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : `${error}`);
