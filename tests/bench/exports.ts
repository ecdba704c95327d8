/** How long a ten-page set of minutes takes in each of its five formats, once the printer is warm. */
import { layOut } from '#domain/lay-out.ts';
import { layoutToDocx } from '#server/export/docx.ts';
import { layoutToHtml } from '#server/export/html.ts';
import { recordToJson } from '#server/export/json.ts';
import { layoutToMarkdown } from '#server/export/markdown.ts';
import { startPdfPrinter } from '#server/export/pdf.ts';
import { pdfInfo } from '../support/read-export.ts';
import { sampleMinutes } from '../support/sample-records.ts';

const MINUTES = 20;
const TIMES = 20;

async function measure(): Promise<void> {
  const pdf = startPdfPrinter();
  const record = sampleMinutes({}, MINUTES);
  const layout = layOut(record);
  const pages = /Pages:\s+(\d+)/.exec(pdfInfo(await pdf.print(layout)))?.[1] ?? '?';
  const formats: Record<string, () => Promise<unknown>> = {
    PDF: () => pdf.print(layout),
    Word: () => layoutToDocx(layout),
    'web page': () => layoutToHtml(layout),
    Markdown: () => layoutToMarkdown(layout),
    JSON: () => recordToJson(record)
  };
  for (const [name, make] of Object.entries(formats)) {
    const times: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const from = performance.now();
      await make();
      times.push(performance.now() - from);
    }
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor((TIMES - 1) * share)] ?? 0).toFixed(1);
    console.log(
      `minutes of ${pages} pages as ${name}: p50 ${at(0.5)} ms, most ${at(1)} ms (${TIMES})`
    );
  }
  await pdf.close();
}

await measure();
