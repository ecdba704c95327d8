import express from 'express';
import { expect, test } from 'vitest';
import { isSameOrigin, refuseCrossSite } from './same-origin.ts';

const HOST = 'board.example.org';

const CASES: readonly [what: string, headers: Record<string, string>, accepted: boolean][] = [
  ['its own origin', { origin: 'https://board.example.org' }, true],
  [
    'its own origin, confirmed by the browser',
    { origin: 'https://board.example.org', 'sec-fetch-site': 'same-origin' },
    true
  ],
  ['another site', { origin: 'https://evil.example' }, false],
  [
    'our name as the beginning of another',
    { origin: 'https://board.example.org.evil.example' },
    false
  ],
  ['a host beside ours', { origin: 'https://other.example.org' }, false],
  ['the same host over http', { origin: 'http://board.example.org' }, false],
  ['the same host on another port', { origin: 'https://board.example.org:8443' }, false],
  [
    'our origin in capitals, which browsers never send',
    { origin: 'https://BOARD.example.org' },
    false
  ],
  ['an origin hidden by the browser', { origin: 'null' }, false],
  ['an empty origin', { origin: '' }, false],
  [
    'our origin, contradicted by the browser',
    { origin: 'https://board.example.org', 'sec-fetch-site': 'cross-site' },
    false
  ],
  [
    'our origin from a neighbour',
    { origin: 'https://board.example.org', 'sec-fetch-site': 'same-site' },
    false
  ],
  ['a browser without an origin', { 'sec-fetch-site': 'cross-site' }, false],
  ['a browser without an origin, from a neighbour', { 'sec-fetch-site': 'same-site' }, false],
  ['a browser without an origin, by a link', { 'sec-fetch-site': 'none' }, false],
  ['a browser that asks for something from our page', { 'sec-fetch-site': 'same-origin' }, true],
  ['a script, which has neither', {}, true],
  ['a script with headers of its own', { 'user-agent': 'curl/8', accept: '*/*' }, true],
  ["a script that uses Node's fetch", { 'sec-fetch-mode': 'cors' }, true]
];

test.each(CASES)('T01 a request from %s is judged by its origin', (_what, headers, accepted) => {
  expect(isSameOrigin(headers, HOST, 'https')).toBe(accepted);
});

test('T12 every unsafe method is refused to another site, whatever it carries', async () => {
  const app = express();
  app.use(refuseCrossSite(null));
  app.use((_request, response) => void response.json({ reached: true }));
  const { url, close } = await listen(app);
  const ask = (method: string, origin: string, type: string) =>
    fetch(url, { method, headers: { origin, 'content-type': type } });
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
      expect((await ask(method, 'https://evil.example', type)).status).toBe(403);
      expect((await ask(method, url, type)).status).toBe(200);
    }
  }
  expect((await fetch(url, { headers: { origin: 'https://evil.example' } })).status).toBe(200);
  close();
});

test('T12 behind a proxy the origin in the settings counts, whatever Host says', async () => {
  const app = express();
  app.use(refuseCrossSite('https://record.example.org'));
  app.use((_request, response) => void response.json({ reached: true }));
  const { url, close } = await listen(app);
  const post = (origin: string) => fetch(url, { method: 'POST', headers: { origin } });
  expect((await post('https://record.example.org')).status).toBe(200);
  expect((await post(url)).status).toBe(403);
  close();
});

async function listen(app: express.Express) {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
