/** The names of the clinic's programs inside a lab, and the port each is known by: `http://visits:3002`. What one really listens on is any free port. */
export const clinicPorts = {
  web: 3001, visits: 3002, vets: 3003, billing: 3004, cardpay: 3005, notifier: 3006,
  // AMQP's own port.
  queue: 5672,
} as const satisfies Readonly<Record<string, number>>;
export type ClinicName = keyof typeof clinicPorts;
