/** Fixed by name, never by order on screen, so that a service keeps its colour on every screen and in every lesson. */
const ownColour: Readonly<Record<string, number>> = { web: 1, visits: 2, vets: 3, billing: 4, cardpay: 5, db: 6, queue: 7, notifier: 8 };

export interface ServiceColour {
  /** A CSS colour for graphics; words stay in ink. */
  readonly colour: string;
  /** The same for large areas: on a dark screen the brightest are toned down. */
  readonly bar: string;
  /** Two letters to tell apart services that share a colour; null for the clinic's own, whose colours are theirs alone. */
  readonly tag: string | null;
}

/** The colour of a service. A name that is not the clinic's hashes into the twelve and gains a tag. */
export function serviceColour(service: string): ServiceColour {
  const own = ownColour[service];
  if (own !== undefined) return { ...colours(own), tag: null };
  let hash = 0;
  for (const character of service) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return { ...colours((hash % 12) + 1), tag: service.slice(0, 2) };
}

const colours = (place: number): Pick<ServiceColour, 'colour' | 'bar'> => ({ colour: `var(--s${String(place)})`, bar: `var(--bar${String(place)}, var(--s${String(place)}))` });
