/**
 * Shapes of what comes over the wire: a reader takes an unknown value and answers the value, typed
 * and free of anything it does not know, or `undefined`. Meaning is judged by the rules, not here.
 */
import { isId } from '#domain/id.ts';

export type Reader<T> = (value: unknown) => T | undefined;

type Read<R> = R extends Reader<infer T> ? T : never;

export const literal =
  <T extends string>(expected: T): Reader<T> =>
  (value) =>
    value === expected ? expected : undefined;

export const oneOf =
  <T extends string>(...choices: readonly T[]): Reader<T> =>
  (value) =>
    choices.find((choice) => choice === value);

export const id: Reader<string> = (value) => (isId(value) ? value : undefined);

/**
 * Text of up to `limit` UTF-16 units. NUL and the other control characters, halves of surrogate
 * pairs and the two noncharacters cannot be written in XML, so they never enter a record; line
 * breaks and tabs may.
 */
export const text =
  (limit: number): Reader<string> =>
  (value) => {
    if (typeof value !== 'string' || value.length > limit || !value.isWellFormed())
      return undefined;
    // eslint wants no control characters in a pattern; these are the ones to be kept out.
    return [...value].some(isForbidden) ? undefined : value;
  };

function isForbidden(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0xfffe || code === 0xffff) return true;
  return (code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127;
}

export const whole =
  (least: number, most: number): Reader<number> =>
  (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most
      ? value
      : undefined;

export const flag: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

/** Absent counts as null, so that scripts need not spell out what they do not set. */
export const nullable =
  <T>(reader: Reader<T>): Reader<T | null> =>
  (value) =>
    value === null || value === undefined ? null : reader(value);

export const list =
  <T>(reader: Reader<T>, most: number): Reader<readonly T[]> =>
  (value) => {
    if (!Array.isArray(value) || value.length > most) return undefined;
    // Not `map`, which would pass over the holes of a sparse array.
    const read = Array.from(value, (each: unknown) => reader(each));
    return read.every((each): each is T & {} => each !== undefined) ? read : undefined;
  };

export const object =
  <Fields extends Record<string, Reader<unknown>>>(
    fields: Fields
  ): Reader<{ readonly [F in keyof Fields]: Read<Fields[F]> }> =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const given = new Map(Object.entries(value));
    const read = Object.entries(fields).map(([name, reader]) => [name, reader(given.get(name))]);
    if (read.some(([, each]) => each === undefined)) return undefined;
    return Object.fromEntries(read) as { readonly [F in keyof Fields]: Read<Fields[F]> };
  };

/** The same object with only the fields that were given; each is still checked. */
export const partial =
  <Fields extends Record<string, Reader<unknown>>>(
    fields: Fields
  ): Reader<{ readonly [F in keyof Fields]?: Read<Fields[F]> }> =>
  (value) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const given = Object.fromEntries(
      Object.entries(fields).filter(([name]) => Object.hasOwn(value, name))
    );
    return object(given)(value) as { readonly [F in keyof Fields]?: Read<Fields[F]> } | undefined;
  };

/** An object with fields that may be left out, which then stay out. */
export const objectWith =
  <Fields extends Record<string, Reader<unknown>>, More extends Record<string, Reader<unknown>>>(
    fields: Fields,
    optional: More
  ) =>
  (value: unknown) => {
    const read = object(fields)(value);
    const given = partial(optional)(value);
    return read && given && { ...read, ...given };
  };
