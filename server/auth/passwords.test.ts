import { expect, test } from 'vitest';
import { makePasswords } from './passwords.ts';

test('a password fits its own hash and no other', async () => {
  const { hash, verify } = makePasswords();
  const encoded = String(await hash('correct horse battery'));
  expect(await verify('correct horse battery', encoded)).toBe(true);
  expect(await verify('correct horse batterz', encoded)).toBe(false);
});

test('the encoded hash names its strength, and an older strength still verifies', async () => {
  const { hash, verify } = makePasswords();
  expect(await hash('correct horse battery')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  // Made with the reference implementation: "password" under "somesalt", m=65536, t=2, p=1.
  const weaker =
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  expect(await verify('password', weaker)).toBe(true);
});

test('two hashes of one password differ', async () => {
  const { hash } = makePasswords();
  expect(await hash('correct horse battery')).not.toBe(await hash('correct horse battery'));
});

test('an address nobody has here is refused after the same work', async () => {
  const { hash, verify } = makePasswords();
  const encoded = String(await hash('correct horse battery'));
  const timed = async (of: string | undefined) => {
    const from = performance.now();
    for (let n = 0; n < 5; n += 1) expect(await verify('wrong horse battery', of)).toBe(false);
    return performance.now() - from;
  };
  await timed(encoded);
  const known = await timed(encoded);
  const unknown = await timed(undefined);
  // Generous, for a busy machine; without the work it would be a hundredth.
  expect(unknown / known).toBeGreaterThan(0.3);
  expect(unknown / known).toBeLessThan(3);
});

test('the same word composed differently is the same password', async () => {
  const { hash, verify } = makePasswords();
  const encoded = String(await hash('caf\u00e9 au lait'));
  expect(await verify('cafe\u0301 au lait', encoded)).toBe(true);
});

test('T10 no more than the limit wait; who comes after them is refused, and later let in', async () => {
  const { hash, verify } = makePasswords({ atOnce: 2, waiting: 3 });
  const encoded = String(await hash('correct horse battery'));
  const tries = Array.from({ length: 8 }, () => verify('correct horse battery', encoded));
  const answers = await Promise.all(tries);
  expect(answers.filter((answer) => answer === true)).toHaveLength(5);
  expect(answers.filter((answer) => answer !== true)).toEqual(
    Array.from({ length: 3 }, () => ({ refused: 'too-many-tries' }))
  );
  expect(await verify('correct horse battery', encoded)).toBe(true);
});

test('a hash that cannot be read is a fault, and frees its place', async () => {
  const { hash, verify } = makePasswords({ atOnce: 1, waiting: 0 });
  await expect(verify('correct horse battery', 'nonsense')).rejects.toThrow('argon2id');
  expect(await hash('correct horse battery')).toMatch(/^\$argon2id/);
});
