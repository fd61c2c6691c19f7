import { useScreen } from '../../app/screen.ts';
import { client } from '../../host/client.ts';

/** Shows a trace in the Traces tab. */
export function openTrace(traceId: string): void {
  const { selectTrace, openTab } = useScreen.getState();
  selectTrace(traceId);
  openTab('traces');
  void client.lessons.selected({ traceId, spanId: null });
}
