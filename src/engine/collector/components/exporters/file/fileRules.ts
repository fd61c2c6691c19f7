import { type JsonStyle, jsonStyle, jsonStyle2023 } from '#engine/pdata/otlp/jsonWriter.ts';

/** How the releases' file exporters differ. */
export interface FileRules {
  readonly json: JsonStyle;
  /** What stands between the time and the extension in the name of a file that was rotated away. */
  readonly backupSuffix: '' | '-size';
  /** True: files that were rotated away by an older release are renamed at start. */
  readonly renamesOldBackups: boolean;
}
/** v0.159 (timberjack v1.4). */
export const fileRules: FileRules = { json: jsonStyle, backupSuffix: '-size', renamesOldBackups: true };
/** v0.84 (lumberjack v2). Upstream opens the file while pipelines are built; here when they start, as newer releases do. */
export const fileRules2023: FileRules = { json: jsonStyle2023, backupSuffix: '', renamesOldBackups: false };
