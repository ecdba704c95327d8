/** Which passwords are accepted: length is what counts (NCSC, NIST SP 800-63B), not odd characters. */
import { nameFromEmail } from '#domain/email.ts';
import { refuse, type Refusal } from '#domain/refusal.ts';

const PASSWORD_LEAST = 10;
const PASSWORD_MOST = 200;

/** Why this password will not do for the account of that address. */
export function passwordRefusal(password: string, email: string): Refusal | undefined {
  if (password === '') return refuse('password-missing', 'password');
  const length = [...password].length;
  if (length < PASSWORD_LEAST) return refuse('password-short', 'password');
  if (length > PASSWORD_MOST) return refuse('text-too-long', 'password');
  return isGuessable(password.toLowerCase(), email.toLowerCase())
    ? refuse('password-common', 'password')
    : undefined;
}

/** Guessers add digits and marks to common words, so those are taken off before comparing. */
function isGuessable(password: string, email: string): boolean {
  const letters = lettersOf(password);
  const own = [email, email.split('@')[0] ?? '', nameFromEmail(email)].map(lettersOf);
  return (
    new Set(password).size < 5 ||
    letters === '' ||
    own.includes(letters) ||
    COMMON.includes(letters) ||
    COMMON.some((word) => letters === word + word)
  );
}

const lettersOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}]/gu, '');

const COMMON: readonly string[] = [
  'abc',
  'abcd',
  'abcdef',
  'abcdefghij',
  'admin',
  'administrator',
  'arsenal',
  'asdf',
  'asdfgh',
  'asdfghjkl',
  'autumn',
  'changeme',
  'charlie',
  'chelsea',
  'chocolate',
  'correctrecord',
  'council',
  'default',
  'dragon',
  'england',
  'everton',
  'football',
  'guest',
  'hello',
  'iloveyou',
  'leicester',
  'letmein',
  'liverpool',
  'login',
  'london',
  'manchester',
  'monday',
  'monkey',
  'password',
  'passw',
  'passwrd',
  'princess',
  'prevent',
  'pssword',
  'psswrd',
  'pwd',
  'q',
  'qa',
  'qaz',
  'qazwsx',
  'qazwsxedc',
  'qwe',
  'qweasd',
  'qweasdzxc',
  'qwer',
  'qwert',
  'qwerty',
  'qwertyuiop',
  'secret',
  'spring',
  'summer',
  'sunshine',
  'superman',
  'temp',
  'temporary',
  'test',
  'testing',
  'trustno',
  'welcome',
  'wlcome',
  'winter',
  'zaq',
  'zxcvbnm'
];
