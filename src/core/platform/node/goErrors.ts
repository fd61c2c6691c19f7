/** Go's words for system errors (package syscall, zerrors_linux_amd64.go): the collector's log and the learner's search engine know these. */
const texts: Readonly<Record<string, string>> = {
  EACCES: 'permission denied', EADDRINUSE: 'address already in use', EADDRNOTAVAIL: 'cannot assign requested address', EBUSY: 'device or resource busy',
  ECONNABORTED: 'software caused connection abort', ECONNREFUSED: 'connection refused', ECONNRESET: 'connection reset by peer', EEXIST: 'file exists',
  EHOSTUNREACH: 'no route to host', EINVAL: 'invalid argument', EIO: 'input/output error', EISDIR: 'is a directory', ELOOP: 'too many levels of symbolic links',
  EMFILE: 'too many open files', ENAMETOOLONG: 'file name too long', ENETUNREACH: 'network is unreachable', ENFILE: 'too many open files in system',
  ENOENT: 'no such file or directory', ENOSPC: 'no space left on device', ENOTDIR: 'not a directory', ENOTEMPTY: 'directory not empty',
  EPERM: 'operation not permitted', EPIPE: 'broken pipe', EROFS: 'read-only file system', ETIMEDOUT: 'connection timed out', EXDEV: 'invalid cross-device link',
};

/** The code of a Node error (`ENOENT`, `ERR_…`), or "" when it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Go's text for a system error code; for codes that are not in the table the code itself. */
export function systemErrorText(code: string): string {
  return texts[code] ?? code;
}
