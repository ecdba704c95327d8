/**
 * The people of the demonstration county. All of them are invented, as is Tarrowshire; the seven
 * addresses named for a role are the ones its guide and the browser tests sign in with.
 */
export type DemoPerson = {
  readonly name: string;
  readonly email: string;
  readonly post: string;
  /** Keeps accounts and holds no seat. */
  readonly administrator?: true;
};

export const PEOPLE = {
  helenaMarsden: {
    name: 'Councillor Helena Marsden',
    email: 'chair@demo.example',
    post: 'Cabinet Member for Safer Communities'
  },
  anitaRawal: {
    name: 'Anita Rawal',
    email: 'anita.rawal@demo.example',
    post: 'Superintendent, Neighbourhood Policing'
  },
  grahamOstler: {
    name: 'Graham Ostler',
    email: 'graham.ostler@demo.example',
    post: 'Director of Adults and Communities'
  },
  danielOkonjo: {
    name: 'Daniel Okonjo',
    email: 'member@demo.example',
    post: 'Head of Community Safety'
  },
  owenTranter: {
    name: 'Owen Tranter',
    email: 'owen.tranter@demo.example',
    post: 'Assistant Director, Housing and Neighbourhoods'
  },
  catrinBevan: {
    name: 'Catrin Bevan',
    email: 'member2@demo.example',
    post: 'Safeguarding Lead for Schools and Colleges'
  },
  nasreenHolloway: {
    name: 'Dr Nasreen Holloway',
    email: 'nasreen.holloway@demo.example',
    post: 'Designated Doctor for Safeguarding'
  },
  simoneCharlery: {
    name: 'Simone Charlery',
    email: 'simone.charlery@demo.example',
    post: 'Head of Service'
  },
  gurdeepSohal: {
    name: 'Gurdeep Sohal',
    email: 'gurdeep.sohal@demo.example',
    post: 'Chief Executive'
  },
  alisonThwaite: {
    name: 'Reverend Alison Thwaite',
    email: 'alison.thwaite@demo.example',
    post: 'Secretary'
  },
  aminaWarsame: {
    name: 'Amina Warsame',
    email: 'crg@demo.example',
    post: 'Community member'
  },
  joelHendry: {
    name: 'Joel Hendry',
    email: 'officer@demo.example',
    post: 'Prevent Coordinator'
  },
  tomaszWrona: {
    name: 'Tomasz Wrona',
    email: 'tomasz.wrona@demo.example',
    post: 'Detective Inspector, Prevent'
  },
  bridgetAmoako: {
    name: 'Bridget Amoako',
    email: 'clerk@demo.example',
    post: 'Democratic Services Officer'
  },
  neilAbara: {
    name: 'Neil Abara',
    email: 'neil.abara@demo.example',
    post: 'Chief Inspector, Partnerships'
  },
  hannahLockyer: {
    name: 'Hannah Lockyer',
    email: 'hannah.lockyer@demo.example',
    post: 'Community Safety Manager'
  },
  leonieCastell: {
    name: 'Leonie Castell',
    email: 'leonie.castell@demo.example',
    post: 'Community member'
  },
  harjitBassan: {
    name: 'Harjit Bassan',
    email: 'harjit.bassan@demo.example',
    post: 'Community member'
  },
  dorothyWhitcombe: {
    name: 'Dorothy Whitcombe',
    email: 'dorothy.whitcombe@demo.example',
    post: 'Community member'
  },
  kieranMossop: {
    name: 'Kieran Mossop',
    email: 'kieran.mossop@demo.example',
    post: 'Youth Council delegate'
  },
  kofiLindsay: {
    name: 'Kofi Lindsay',
    email: 'admin@demo.example',
    post: 'Digital Services Manager',
    administrator: true
  }
} as const satisfies Record<string, DemoPerson>;

export type PersonKey = keyof typeof PEOPLE;

/** Whom to sign in as, to see the demonstration from each side. */
export const GUIDE: readonly { readonly person: PersonKey; readonly as: string }[] = [
  { person: 'bridgetAmoako', as: 'clerk of both boards' },
  { person: 'helenaMarsden', as: 'chair of the Oversight Board' },
  { person: 'danielOkonjo', as: 'member, with an action overdue' },
  { person: 'catrinBevan', as: 'member, who has proposed an action' },
  {
    person: 'aminaWarsame',
    as: 'Community Reference Group: sits on it and speaks for it at the Board'
  },
  { person: 'joelHendry', as: 'officer, who writes the reports' },
  { person: 'kofiLindsay', as: 'administrator: keeps accounts, reads no content' }
];
