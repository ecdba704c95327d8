import type { Request } from 'express';
import { isId } from '#domain/id.ts';

/** The id that stands in a path under this name; the empty one, which nothing has, for anything else. */
export function idInPath(request: Request, name: string): string {
  const value = request.params[name];
  return isId(value) ? value : '';
}
