/** From here on a request or a service counts as slow, milliseconds: a visitor notices a second. */
export const slowMillis = 1000;
