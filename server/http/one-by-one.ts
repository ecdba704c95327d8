/**
 * Lets acts run one after another, with a turn of the event loop before each. SQLite answers without
 * giving the loop back, so that hundreds of people who come back at once after a restart would
 * otherwise be let in in one go, in which nobody who is in already is heard.
 */
export function makeOneByOne(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const next = last.then(turnOfTheLoop).then(act);
    last = next.catch(() => {});
    return next;
  };
}

const turnOfTheLoop = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
