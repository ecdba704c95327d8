import path from 'node:path';
import { expect, test } from 'vitest';
import { addressOf, ConfigWrong, isSecure, readConfig } from './config.ts';

test('an empty environment is a whole configuration, for this machine alone', () => {
  const usual = {
    port: 3000,
    host: '127.0.0.1',
    dataDir: path.resolve('data'),
    trustProxy: 0,
    origin: null,
    mail: null,
    logLevel: 'info'
  };
  expect(readConfig({})).toEqual(usual);
  expect(
    readConfig({ PORT: '', HOST: '', DATA_DIR: '', TRUST_PROXY: '', ORIGIN: '', LOG_LEVEL: '' })
  ).toEqual(usual);
});

test('every setting is read', () => {
  const env = {
    PORT: '8080',
    HOST: '0.0.0.0',
    DATA_DIR: '/srv/record',
    TRUST_PROXY: '1',
    ORIGIN: 'https://record.example.org/',
    SMTP_URL: 'smtps://name:secret@mail.example.org:2465',
    MAIL_FROM: 'Board clerk <record@example.org>',
    LOG_LEVEL: 'warn'
  };
  expect(readConfig(env)).toEqual({
    port: 8080,
    host: '0.0.0.0',
    dataDir: '/srv/record',
    trustProxy: 1,
    origin: 'https://record.example.org',
    mail: {
      server: 'smtps://name:secret@mail.example.org:2465',
      from: { name: 'Board clerk', address: 'record@example.org' },
      domain: 'example.org'
    },
    logLevel: 'warn'
  });
});

test.each([
  [{ PORT: 'eighty' }, 'PORT'],
  [{ PORT: '-1' }, 'PORT'],
  [{ PORT: '65536' }, 'PORT'],
  [{ PORT: '80.5' }, 'PORT'],
  [{ PORT: ' ' }, 'PORT'],
  [{ PORT: '0x50' }, 'PORT'],
  [{ TRUST_PROXY: 'yes' }, 'TRUST_PROXY'],
  [{ TRUST_PROXY: '11' }, 'TRUST_PROXY'],
  [{ ORIGIN: 'record.example.org' }, 'ORIGIN'],
  [{ ORIGIN: 'ftp://record.example.org' }, 'ORIGIN'],
  [{ ORIGIN: 'https://record.example.org/board' }, 'ORIGIN'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  [{ CORRECT_RECORD_PORT: '80' }, 'CORRECT_RECORD_PORT']
])('%o is refused in one line that names the setting and says what it may be', (env, name) => {
  expect(() => readConfig(env)).toThrow(ConfigWrong);
  expect(() => readConfig(env)).toThrow(new RegExp(`^${name} is [^\\n]+$`));
});

const MAIL = {
  SMTP_URL: 'smtp://name:secret@mail.example.org',
  MAIL_FROM: 'record@example.org',
  ORIGIN: 'https://record.example.org'
};

test.each([
  [{ ...MAIL, SMTP_URL: '' }, 'SMTP_URL'],
  [{ ...MAIL, SMTP_URL: 'https://name:secret@mail.example.org' }, 'SMTP_URL'],
  [{ ...MAIL, SMTP_URL: 'smtp://name:secret@' }, 'SMTP_URL'],
  [{ ...MAIL, SMTP_URL: 'smtp://name:secret@mail.example.org/box' }, 'SMTP_URL'],
  [{ ...MAIL, MAIL_FROM: '' }, 'MAIL_FROM'],
  [{ ...MAIL, MAIL_FROM: 'record' }, 'MAIL_FROM'],
  [{ ...MAIL, MAIL_FROM: 'A\r\nBcc: x@example.org <record@example.org>' }, 'MAIL_FROM'],
  [{ ...MAIL, ORIGIN: '' }, 'ORIGIN']
])('mail is set up wholly or not at all: %o is refused, and no password repeated', (env, name) => {
  expect(() => readConfig(env)).toThrow(new RegExp(`^${name} is [^\\n]+$`));
  expect(() => readConfig(env)).not.toThrow(/secret/);
});

test('mail without a sender’s name is from the product', () => {
  expect(readConfig(MAIL).mail?.from).toEqual({
    name: 'Correct Record',
    address: 'record@example.org'
  });
});

test('the address people use is the one that was set, or else the one they came by', () => {
  const set = readConfig({ ORIGIN: 'https://record.example.org' });
  expect(addressOf(set, 'localhost:3000', 'http')).toEqual({
    host: 'record.example.org',
    protocol: 'https'
  });
  expect(addressOf(readConfig({}), 'localhost:3000', 'http')).toEqual({
    host: 'localhost:3000',
    protocol: 'http'
  });
  expect(isSecure(set)).toBe(true);
  expect(isSecure(readConfig({ ORIGIN: 'http://record.example.org' }))).toBe(false);
  expect(isSecure(readConfig({}))).toBe(false);
});
