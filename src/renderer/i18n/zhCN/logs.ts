import type { logs as english } from '../en/logs.ts';
import type { Words } from '../words.ts';

export const logs: Words<typeof english> = {
  source: '查看日志',
  collector: 'collector',
  terminal: '{{source}} 的日志',
  pause: '暂停滚入新行',
  resume: '继续显示新行',
  held_other: '暂存 {{count}} 行新日志',
  clear: '清空显示',
  copy: '全部复制',
  copied: '已复制',
  toEnd: '跳到最新一行',
  filter: '只看包含',
  noMatch: '没有哪一行包含“{{text}}”。',
  empty: '还没有日志',
  emptyText: '{{source}} 还没有写过日志，一写就会出现在这里。',
  left: '已离开日志。按 Tab 继续。',
  loading: '正在打开日志',
};
