/** Express: bytes in and out. What is not answered here goes on to the pages. */
import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type Express, type Router } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Services } from '#server/services.ts';
import { addressOf, isSecure, type Config } from '#server/config.ts';
import type { PdfPrinter } from '#server/export/pdf.ts';
import { apiRouter } from './api.ts';
import { calendarFeedRouter, loggedPath } from './calendar-feed.ts';
import { exportsRouter } from './exports.ts';
import { healthRouter } from './health.ts';
import type { IdentifyRequest } from './identify.ts';
import { refuseCrossSite } from './same-origin.ts';
import { signInRouter } from './sign-in.ts';

export function makeApp({
  services,
  identify,
  screens,
  config,
  log,
  pdf,
  isReady
}: {
  services: Services;
  identify: IdentifyRequest;
  screens: Router;
  config: Config;
  log: Logger;
  pdf: PdfPrinter;
  isReady: () => Promise<boolean>;
}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.use(
    helmet({
      // The pages' policy carries a nonce for each page: only SvelteKit can write it.
      contentSecurityPolicy: false,
      // Not 'no-referrer': under it browsers send our own forms with the Origin "null".
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: isSecure(config) ? undefined : false
    })
  );
  app.use((request, _response, next) => {
    // SvelteKit reads these; whatever a client sent in them is overwritten here.
    const own = addressOf(config, request.host, request.protocol);
    request.headers['x-forwarded-proto'] = own.protocol;
    request.headers['x-forwarded-host'] = own.host ?? '';
    request.headers['x-client-address'] = request.ip ?? 'unknown';
    next();
  });
  app.use(healthRouter(isReady));
  app.use(refuseCrossSite(config.origin));
  app.use(signInRouter(services.people, isSecure(config)));
  app.use(screens);
  app.use(calendarFeedRouter(services.calendars, config));
  app.use('/api', apiRouter(services, identify));
  app.use(exportsRouter(services, identify, pdf));
  app.use(faults(log));
  return app;
}

/** What broke is logged under a reference; what a client did wrong (a broken body) is told to it. */
const faults =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const status = clientFault(error);
    if (status) {
      response.status(status).json({ refused: 'malformed' });
      return;
    }
    const reference = randomUUID();
    log.error({ err: error, reference, path: loggedPath(request.path) }, 'request failed');
    response.status(500).json({
      message: 'There is a problem with the service. Try again in a few minutes.',
      reference
    });
  };

function clientFault(error: unknown): number | null {
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}
