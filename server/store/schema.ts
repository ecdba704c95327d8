/** The tables as Kysely sees them, one type for each; the words for them are in `migrations/`. */
import type { AttributionPolicy } from '#domain/attribution.ts';
import type { NoticeTables } from './schema-notices.ts';

export type Schema = NoticeTables & {
  person: {
    id: string;
    name: string;
    email: string;
    post: string | null;
    created_at: string;
    suspended_at: string | null;
  };
  administrator: { person_id: string; since: string; appointed_by: string | null };
  credential: { person_id: string; password_hash: string; changed_at: string };
  auth_session: {
    id: string;
    person_id: string;
    secret_hash: Uint8Array;
    created_at: string;
    used_at: string;
  };
  access_link: {
    token_hash: Uint8Array;
    purpose: 'first-administrator' | 'invitation' | 'password-reset';
    person_id: string | null;
    created_at: string;
    created_by: string | null;
    expires_at: string;
    used_at: string | null;
  };
  sign_in_bucket: { key: string; tokens: number; counted_at: string };
  organisation: { id: string; name: string; sector: string };
  board: {
    id: string;
    name: string;
    kind: 'board' | 'reference-group';
    parent_id: string | null;
    access_regime: 'statutory' | 'adopted' | 'private';
    numbering: 'annual' | 'continuous' | 'perMeeting';
    minutes_writing: 'members' | 'clerk';
    notice_days: number;
    quorum_members: number;
    quorum_sectors: string;
    standing_items: string;
    strapline: string | null;
    opening: string | null;
    contact_name: string;
    contact_post: string;
    contact_email: string;
    created_at: string;
    last_action_number: number;
    timetable: string;
    attribution: AttributionPolicy;
  };
  seat: {
    id: string;
    board_id: string;
    office:
      'chair' | 'viceChair' | 'member' | 'crgRepresentative' | 'officer' | 'clerk' | 'observer';
    organisation_id: string | null;
    person_id: string;
    post: string | null;
    starts_on: string;
    ends_on: string | null;
    ended_by: string | null;
    created_at: string;
  };
  substitute: { seat_id: string; person_id: string; starts_on: string; ends_on: string | null };
  closure_day: { board_id: string; date: string; name: string };
  meeting: {
    id: string;
    board_id: string;
    date: string;
    start_time: string;
    end_time: string | null;
    place: string | null;
    phase: 'agendaOpen' | 'agendaPublished' | 'inSession' | 'adjourned' | 'ended' | 'cancelled';
    minutes_stage: 'liveNote' | 'draft' | 'withChair' | 'circulated' | 'approved' | null;
    minute_count: number;
    numbered_from: number | null;
    created_at: string;
    created_by: string;
    attribution: AttributionPolicy;
  };
  journal_entry: {
    meeting_id: string;
    seq: number;
    at: string;
    by_person: string;
    command_id: string;
    command: string;
  };
  publication: {
    meeting_id: string;
    kind: 'agenda' | 'minutes';
    version: number;
    at: string;
    by_person: string;
    published_on: string;
    clear_days: number | null;
    short_notice_reason: string | null;
    record: string;
    digest: string;
  };
  approval: {
    meeting_id: string;
    at: string;
    by_person: string;
    at_meeting_id: string;
    item_id: string;
    record: string;
    digest: string;
  };
  minutes_version: {
    id: string;
    meeting_id: string;
    kind: 'closed' | 'kept' | 'idle' | 'beforeRestore';
    at: string;
    by_person: string | null;
    name: string | null;
    content: string;
    digest: string;
  };
  comment_thread: {
    id: string;
    meeting_id: string;
    item_id: string;
    stage: 'draft' | 'circulated';
    at: string;
    by_person: string;
    quote: string | null;
    anchor: string | null;
  };
  comment: {
    thread_id: string;
    seq: number;
    id: string;
    at: string;
    by_person: string;
    act: 'said' | 'resolved' | 'reopened';
    text: string;
  };
  signature: {
    meeting_id: string;
    at: string;
    by_person: string;
    name: string;
    office: string;
    digest: string;
  };
  resolution: {
    id: string;
    meeting_id: string;
    item_id: string;
    recorded_at: string;
    recorded_by: string;
    wording: string;
    withdrawn_at: string | null;
  };
  document: {
    name: string;
    kind: 'agenda' | 'minute' | 'notes' | 'actions' | 'exempt';
    board_id: string;
    meeting_id: string | null;
    item_id: string | null;
    created_at: string;
    frozen_at: string | null;
  };
  document_update: {
    document: string;
    seq: number;
    at: string;
    person_id: string | null;
    bytes: Uint8Array;
    hash: Uint8Array;
  };
  document_snapshot: {
    document: string;
    seq: number;
    at: string;
    bytes: Uint8Array;
    hash: Uint8Array;
  };
  document_writer: { document: string; client_id: number; person_id: string | null };
  document_projection: { document: string; seq: number; at: string; content: string };
  action: {
    id: string;
    board_id: string;
    number: number;
    part: 'part1' | 'part2';
    presenter_id: string | null;
    meeting_id: string | null;
    item_id: string | null;
    wording: string;
    due_on: string | null;
    slips: number;
    state: 'proposed' | 'open' | 'done' | 'closed' | 'noLongerRequired';
    rag:
      'completed' | 'onSchedule' | 'happeningButBehind' | 'behindOrNotHappening' | 'noInformation';
    raised_at: string;
    raised_by: string;
    closed_at: string | null;
  };
  action_owner: { action_id: string; place: number; person_id: string | null; name: string };
  action_update: {
    action_id: string;
    seq: number;
    at: string;
    by_person: string;
    command: string;
    state: 'proposed' | 'open' | 'done' | 'closed' | 'noLongerRequired';
    rag:
      'completed' | 'onSchedule' | 'happeningButBehind' | 'behindOrNotHappening' | 'noInformation';
    text: string;
  };
  screen: {
    id: string;
    secret_hash: Uint8Array;
    opened_at: string;
    code: string | null;
    code_until: string;
  };
  screen_showing: {
    id: string;
    screen_id: string;
    meeting_id: string;
    shown_at: string;
    shown_by: string;
    ended_at: string | null;
    ended_by: string | null;
  };
  parked_item: {
    id: string;
    board_id: string;
    number: number;
    title: string;
    why: string;
    part: 'part1' | 'part2';
    ground: string | null;
    details: string;
    parked_at: string;
    parked_by: string;
    origin_meeting_id: string | null;
    origin_item_id: string | null;
    state: 'parked' | 'accepted' | 'declined' | 'withdrawn';
    reply: string | null;
    meeting_id: string | null;
    item_id: string | null;
  };
  parked_item_event: {
    parked_item_id: string;
    seq: number;
    at: string;
    by_person: string;
    kind: 'proposed' | 'putOff' | 'kept' | 'declined' | 'accepted' | 'returned' | 'withdrawn';
    reply: string | null;
    meeting_id: string | null;
    item_id: string | null;
  };
  calendar_feed: {
    id: string;
    person_id: string;
    secret_hash: Uint8Array;
    made_at: string;
    read_at: string | null;
  };
  work_programme_topic: {
    id: string;
    board_id: string;
    number: number;
    title: string;
    lead: string;
    requested_by: 'members' | 'officers';
    meeting_on: string;
    added_at: string;
    added_by: string;
    meeting_id: string | null;
    item_id: string | null;
    removed_at: string | null;
    removed_by: string | null;
  };
  storage_epoch: { one: number; id: string; since: string; copied_at: string | null };
  audit_event: {
    seq: number;
    at: string;
    actor_id: string | null;
    kind: string;
    subject: string;
    detail: string;
    hash: Uint8Array;
  };
};
