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
    LOG_LEVEL: 'warn'
  };
  expect(readConfig(env)).toEqual({
    port: 8080,
    host: '0.0.0.0',
    dataDir: '/srv/record',
    trustProxy: 1,
    origin: 'https://record.example.org',
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
