/** How a component tells screen readers of something that happened elsewhere on the page. */
import { createContext } from 'svelte';

/** `assertive` interrupts: only for what the person must know before they go on. */
export type Announce = (text: string, level?: 'polite' | 'assertive') => void;

export const [getAnnounce, setAnnounce] = createContext<Announce>();
