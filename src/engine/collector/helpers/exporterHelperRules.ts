/** How a retry sender gave up: the error is permanent, its time is over, its caller left, the exporter stops, or it was told never to retry. */
export type GivenUp = 'permanent' | 'exhausted' | 'cancelled' | 'shutdown' | 'unretried';

/** One log line at level error; `items` is the field that counts them. */
export interface FailureLine {
  readonly message: string;
  readonly items?: 'dropped_items' | 'rejected_items';
  /** False: the line does not carry the error. */
  readonly error: boolean;
  readonly caller: string;
}

/** How the exporter helpers of the releases differ, as data: what they log, in which words they fail, and what they count. */
export interface ExporterHelperRules {
  /** The error of a queue without room. */
  readonly queueFull: string;
  /** Put before an error when it is given up. */
  readonly prefixes: Readonly<Record<GivenUp, string>>;
  /** Said where the retrying ends. */
  readonly givenUp: Readonly<Partial<Record<GivenUp, FailureLine>>>;
  /** Said where an accepted request ends: with the queue's consumer. */
  readonly dropped?: FailureLine;
  /** Said where a request is given back to the caller, without a queue (or with one that waits for results). */
  readonly rejected: FailureLine;
  /** Said when the queue has no room. */
  readonly overflow: FailureLine;
  /** Appended to what is said about dropping and rejecting when the learner switched that section off. */
  readonly hints: { readonly retryOff: string; readonly queueOff: string };
  readonly retryCaller: string;
  /** True: of equal lines only the first in 10 s, and then each hundredth, is written, unless the log's level is debug. */
  readonly sampled: boolean;
  /** True: requests being sent still count as being in the queue. */
  readonly countsRunning: boolean;
  /** True: also in-flight requests and the sizes of requests and batches are measured, and queue gauges carry the signal. */
  readonly newMetrics: boolean;
  /** True: counts of what could not be queued exist from the start, for every signal. */
  readonly startsAtZero: boolean;
  /** True: a kept (persistent) queue takes back, at its end, what ran out of retries. */
  readonly requeues: boolean;
  /** True: the lines of a kept queue name it. */
  readonly namesQueue: boolean;
  /** True: a throttling peer may delay beyond max_elapsed_time, because only the drawn wait is held against it. */
  readonly throttleBeyondEnd: boolean;
}

const rejected = { message: 'Exporting failed. Rejecting data.', items: 'rejected_items', error: true, caller: 'internal/base_exporter.go:119' } as const;

/** Upstream exporterhelper v0.159. */
export const exporterHelperRules: ExporterHelperRules = {
  queueFull: 'sending queue is full',
  prefixes: {
    permanent: 'not retryable error: ', exhausted: 'no more retries left: ', cancelled: 'request is cancelled or timed out: ', shutdown: 'interrupted due to shutdown: ', unretried: '',
  },
  givenUp: {},
  dropped: { message: 'Exporting failed. Dropping data.', items: 'dropped_items', error: true, caller: 'internal/queue_sender.go:62' },
  rejected, overflow: rejected,
  hints: {
    retryOff: ' Try enabling retry_on_failure config option to retry on retryable errors.',
    queueOff: ' Try enabling sending_queue to survive temporary failures.',
  },
  retryCaller: 'internal/retry_sender.go:136',
  sampled: false, countsRunning: true, newMetrics: true, startsAtZero: false, requeues: false, namesQueue: false, throttleBeyondEnd: false,
};

const retryEnded = { message: 'Exporting failed. No more retries left. Dropping data.', items: 'dropped_items', error: true, caller: 'exporterhelper/queued_retry.go:172' } as const;

/** Upstream exporterhelper v0.84. */
export const exporterHelperRules2023: ExporterHelperRules = {
  queueFull: 'sending_queue is full',
  prefixes: { permanent: '', exhausted: 'max elapsed time expired ', cancelled: 'Request is cancelled or timed out ', shutdown: 'interrupted due to shutdown ', unretried: '' },
  givenUp: {
    permanent: { message: 'Exporting failed. The error is not retryable. Dropping data.', items: 'dropped_items', error: true, caller: 'exporterhelper/queued_retry.go:396' },
    exhausted: retryEnded,
    shutdown: retryEnded,
    unretried: { message: 'Exporting failed. Try enabling retry_on_failure config option to retry on retryable errors', error: true, caller: 'exporterhelper/queued_retry.go:364' },
  },
  rejected: {
    message: 'Exporting failed. Dropping data. Try enabling sending_queue to survive temporary failures.', items: 'dropped_items', error: false, caller: 'exporterhelper/queued_retry.go:300',
  },
  overflow: {
    message: 'Dropping data because sending_queue is full. Try increasing queue_size.', items: 'dropped_items', error: false, caller: 'exporterhelper/queued_retry.go:314',
  },
  hints: { retryOff: '', queueOff: '' },
  retryCaller: 'exporterhelper/queued_retry.go:430',
  sampled: true, countsRunning: false, newMetrics: false, startsAtZero: true, requeues: true, namesQueue: true, throttleBeyondEnd: true,
};
