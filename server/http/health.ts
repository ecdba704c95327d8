/** Whether the process answers, and whether it can do its work. */
import express, { type Router } from 'express';

export function healthRouter(isReady: () => Promise<boolean>): Router {
  const health = express.Router();
  health.get('/healthz', (_request, response) => {
    response.type('text').send('ok');
  });
  health.get('/readyz', async (_request, response) => {
    const ready = await isReady();
    response
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? 'ready' : 'not ready');
  });
  return health;
}
