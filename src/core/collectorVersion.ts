/** The Collector release whose behaviour the engine reproduces. */
export const collectorVersion = '0.159.0';
