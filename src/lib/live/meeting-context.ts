/** The one LiveMeeting of a meeting's pages, made by their frame. */
import { createContext } from 'svelte';
import type { LiveMeeting } from './meeting.svelte.ts';

export const [getLiveMeeting, setLiveMeeting] = createContext<LiveMeeting>();
