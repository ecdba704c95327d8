import type { Handle, HandleServerError } from '@sveltejs/kit';
import { bridge } from '#server/bridge.ts';

export const handle: Handle = async ({ event, resolve }) => {
  const { services, identify, sessionCookie, screenCookie } = bridge();
  const { actor, sessionId } = await identify(event.request.headers.get('cookie'));
  event.locals.services = services;
  event.locals.actor = actor;
  event.locals.sessionId = sessionId;
  event.locals.startSession = (token) =>
    event.cookies.set(sessionCookie.name, token, sessionCookie.options);
  event.locals.screenToken = event.cookies.get(screenCookie.name);
  event.locals.keepScreen = (token) =>
    event.cookies.set(screenCookie.name, token, screenCookie.options);
  event.locals.address = event.request.headers.get('x-client-address') ?? 'unknown';
  const response = await resolve(event);
  // Pages hold the board's business: no shared cache and no back-forward copy may keep them.
  if (actor) response.headers.set('cache-control', 'private, no-store');
  return response;
};

export const handleError: HandleServerError = ({ error, status, message }) => {
  if (status < 500) return { message };
  const reference = bridge().logFault(error);
  return { message: 'There is a problem with the service.', reference };
};
