/** One damaged thing, in words for whoever keeps the machine. */
export type Damage = {
  readonly kind: 'file' | 'audit' | 'document' | 'record' | 'journal';
  readonly what: string;
};

/** SQLite could not read a page: a finding here, where elsewhere it is a breakage. */
export const isCorruption = (error: unknown): error is Error =>
  error instanceof Error &&
  'code' in error &&
  /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(String(error.code));
