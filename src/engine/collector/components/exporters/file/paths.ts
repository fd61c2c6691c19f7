export interface PathParts {
  /** "" for a bare name. */
  readonly directory: string;
  readonly stem: string;
  /** With its dot; "" without one. */
  readonly extension: string;
}

export function partsOf(path: string): PathParts {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const dot = name.lastIndexOf('.');
  return { directory: slash < 0 ? '' : path.slice(0, slash), stem: dot < 0 ? name : name.slice(0, dot), extension: dot < 0 ? '' : name.slice(dot) };
}

/** The directory that a file is in, as Go's filepath.Dir names it. */
export function directoryOf(path: string): string {
  const { directory } = partsOf(path);
  return directory === '' ? (path.startsWith('/') ? '/' : '.') : cleanPath(directory);
}

/** Go's path.Clean: without empty, `.` and `..` elements. */
export function cleanPath(path: string): string {
  const kept: string[] = [];
  for (const element of path.split('/')) {
    if (element === '' || element === '.') continue;
    if (element !== '..') kept.push(element);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!path.startsWith('/')) kept.push('..');
  }
  const cleaned = kept.join('/');
  if (path.startsWith('/')) return `/${cleaned}`;
  return cleaned === '' ? '.' : cleaned;
}

/** The path with the * replaced by an attribute's value; it never leaves what stands before the *. */
export function groupedPath(pattern: string, segment: string): string {
  const [written = '', suffix = ''] = pattern.split('*');
  const cleaned = cleanPath(written);
  const prefix = written.endsWith('/') && !cleaned.endsWith('/') ? `${cleaned}/` : cleaned;
  const own = segment.startsWith('./') ? segment.slice(1) : segment.startsWith('../') ? segment.slice(2) : segment;
  const path = cleanPath(prefix + own + suffix);
  return path.startsWith(prefix) ? path : cleanPath(`${prefix}/${cleanPath(`/${own}${suffix}`)}`);
}
