/** Downloads: a record in, bytes out, under the contract's addresses. */
import express, { type Request, type Response, type Router } from 'express';
import { layOut } from '#domain/lay-out.ts';
import type { PrintedRecord } from '#domain/record.ts';
import { isRefusal } from '#domain/refusal.ts';
import { meetingsToCalendar } from '#server/export/calendar.ts';
import { actionLogToCsv } from '#server/export/csv.ts';
import { layoutToDocx } from '#server/export/docx.ts';
import { layoutToHtml } from '#server/export/html.ts';
import { recordToJson } from '#server/export/json.ts';
import { layoutToMarkdown } from '#server/export/markdown.ts';
import type { PdfPrinter } from '#server/export/pdf.ts';
import { actionLogToXlsx } from '#server/export/xlsx.ts';
import type { Services } from '#server/services.ts';
import type { IdentifyRequest } from './identify.ts';
import { idInPath } from './path-id.ts';

type Rendered = { readonly bytes: Uint8Array | string; readonly type: string };
type Renderer = (record: PrintedRecord) => Promise<Rendered>;

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function exportsRouter(
  services: Services,
  identify: IdentifyRequest,
  pdf: PdfPrinter
): Router {
  const router = express.Router();

  const renderers: Record<string, Renderer> = {
    html: async (record) => ({ bytes: await layoutToHtml(layOut(record)), type: 'text/html' }),
    pdf: async (record) => ({ bytes: await pdf.print(layOut(record)), type: 'application/pdf' }),
    docx: async (record) => ({ bytes: await layoutToDocx(layOut(record)), type: DOCX }),
    md: async (record) => ({
      bytes: await layoutToMarkdown(layOut(record)),
      type: 'text/markdown'
    }),
    json: async (record) => ({ bytes: await recordToJson(record), type: 'application/json' })
  };

  router.get('/meetings/:meeting/agenda.:format', async (request, response, next) => {
    const renderer = rendererOf(request);
    const personId = await visitorOf(request, response);
    if (!renderer || personId === undefined) return next();
    const meetingId = idInPath(request, 'meeting');
    const { version } = request.query;
    const record =
      version === undefined
        ? await services.records.agenda(personId, meetingId)
        : await services.records.agendaVersion(personId, meetingId, Number(version));
    if (isRefusal(record)) return next();
    const name = version === undefined ? '' : `-version-${record.version}`;
    send(response, await renderer(record), `agenda-${record.date}${name}.${request.params.format}`);
  });

  router.get('/meetings/:meeting/minutes.:format', async (request, response, next) => {
    const renderer = rendererOf(request);
    const personId = await visitorOf(request, response);
    if (!renderer || personId === undefined) return next();
    const view = await services.records.minutes(personId, idInPath(request, 'meeting'));
    if (isRefusal(view)) return next();
    const { record } = view;
    const draft = record.state === 'draft' ? 'draft-' : '';
    send(
      response,
      await renderer(record),
      `${draft}minutes-${record.date}.${request.params.format}`
    );
  });

  router.get('/boards/:board/actions.:format', async (request, response, next) => {
    const personId = await visitorOf(request, response);
    if (personId === undefined) return next();
    const log = await services.records.actionLog(personId, idInPath(request, 'board'));
    if (isRefusal(log)) return next();
    if (request.params.format === 'csv') {
      send(response, { bytes: await actionLogToCsv(log.rows), type: 'text/csv' }, 'action-log.csv');
    } else if (request.params.format === 'xlsx') {
      send(response, { bytes: await actionLogToXlsx(log.rows), type: XLSX }, 'action-log.xlsx');
    } else {
      next();
    }
  });

  router.get('/boards/:board/calendar.ics', async (request, response, next) => {
    const personId = await visitorOf(request, response);
    if (personId === undefined) return next();
    const calendar = await services.calendars.ofBoard(personId, idInPath(request, 'board'));
    if (isRefusal(calendar)) return next();
    const bytes = await meetingsToCalendar(calendar.boardName, calendar.meetings);
    send(response, { bytes, type: 'text/calendar' }, 'meetings.ics');
  });

  return router;

  function rendererOf(request: Request): Renderer | undefined {
    const format = String(request.params.format);
    return Object.hasOwn(renderers, format) ? renderers[format] : undefined;
  }

  /** Undefined for somebody who is not signed in: the page behind this address sends them there. */
  async function visitorOf(request: Request, response: Response): Promise<string | undefined> {
    const visitor = await identify(request);
    response.set('cache-control', 'private, no-store');
    return visitor?.actor.personId;
  }
}

function send(response: Response, { bytes, type }: Rendered, filename: string): void {
  const isPage = type === 'text/html';
  response.set({
    'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
    'content-disposition': `${isPage ? 'inline' : 'attachment'}; filename="${filename}"`,
    // What people wrote is printed here: nothing in it may run or load anything.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox"
  });
  response.send(typeof bytes === 'string' ? bytes : Buffer.from(bytes));
}
