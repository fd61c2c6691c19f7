import { create } from 'zustand';

/** Tabs of the dock, in their fixed order. A tab that is not built yet is not shown. */
export type DockTab = 'traces' | 'yaml' | 'sdk' | 'logs' | 'reality';

export interface ToastContent {
  readonly kind: 'info' | 'error';
  readonly title: string;
  readonly text?: string;
}

interface Screen {
  readonly dockTab: DockTab;
  /** The dock covers map and lesson strip alike: the editor wants room. */
  readonly dockFull: boolean;
  readonly dockFolded: boolean;
  readonly selectedTraceId: string | null;
  readonly selectedSpanId: string | null;
  /** Only traces that pass through this service are listed; null for all. */
  readonly serviceFilter: string | null;
  /** When "Book a visit" was pressed last, until its trace is shown or the learner chooses another. */
  readonly bookedAtUnixMillis: number | null;
  readonly dialog: 'none' | 'palette' | 'keys';
  /** One at a time: the newest replaces what is there. */
  readonly toast: ToastContent | null;
  readonly openTab: (tab: DockTab) => void;
  readonly toggleDockFull: () => void;
  readonly setDockFolded: (folded: boolean) => void;
  readonly selectTrace: (traceId: string | null) => void;
  readonly selectSpan: (spanId: string | null) => void;
  /** A visit is being booked: its trace shall be shown when it comes. */
  readonly expectBooked: () => void;
  readonly showBooked: (traceId: string) => void;
  readonly filterService: (service: string | null) => void;
  readonly openDialog: (dialog: Screen['dialog']) => void;
  readonly say: (toast: ToastContent | null) => void;
}

/** What two views share. Everything else is a view's own state. */
export const useScreen = create<Screen>()((set) => ({
  dockTab: 'traces',
  dockFull: false,
  dockFolded: false,
  selectedTraceId: null,
  selectedSpanId: null,
  serviceFilter: null,
  bookedAtUnixMillis: null,
  dialog: 'none',
  toast: null,
  openTab: (dockTab) => set({ dockTab, dockFolded: false }),
  toggleDockFull: () => set(({ dockFull }) => ({ dockFull: !dockFull, dockFolded: false })),
  setDockFolded: (dockFolded) => set({ dockFolded, dockFull: false }),
  selectTrace: (selectedTraceId) => set({ selectedTraceId, selectedSpanId: null, bookedAtUnixMillis: null }),
  selectSpan: (selectedSpanId) => set({ selectedSpanId }),
  expectBooked: () => set({ bookedAtUnixMillis: Date.now() }),
  showBooked: (selectedTraceId) => set({ selectedTraceId, selectedSpanId: null, bookedAtUnixMillis: null }),
  filterService: (serviceFilter) => set({ serviceFilter }),
  openDialog: (dialog) => set({ dialog }),
  say: (toast) => set({ toast }),
}));
