import type { HttpResponse } from '#engine/network/network.ts';
import type { Host } from '../../../component/host.ts';
import type { ServiceInspection } from '../../../component/inspection.ts';
import { escapeHtml, page, table } from '../kit/page.ts';
import type { FeatureGate } from './featureGates.ts';

export interface Query {
  get(name: string): string | null;
}
/** A link's query, as HTML. */
const query = (parameters: Readonly<Record<string, string>>): string =>
  escapeHtml(`?${Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`);

/** /debug/servicez: what runs, and the way to the other pages. */
export function servicez({ build, startedUnixNano }: ServiceInspection): HttpResponse {
  const rows = (given: readonly (readonly [string, string])[]) => given.map(([name, value]) => [escapeHtml(name), escapeHtml(value)]);
  return page(`Service ${build.command}`, [
    '<h2>Build Info:</h2>', table('Build Info', ['Name', 'Value'], rows([['Command', build.command], ['Description', build.description ?? ''], ['Version', build.version]])),
    '<h2>Runtime Info:</h2>',
    table('Runtime Info', ['Name', 'Value'], rows([
      ['StartTimestamp', new Date(Number(startedUnixNano / 1_000_000n)).toISOString()], ['Go', 'none: this collector is Traceground\'s own, in JavaScript'], ['Platform', build.platform ?? 'unknown'],
    ])),
    ...[['pipelinez', 'Pipelines'], ['extensionz', 'Extensions'], ['featurez', 'Features']].map(([path = '', name = '']) => `<h2><a href="${path}">${name}</a></h2>`),
  ].join('\n'));
}

/** /debug/pipelinez: what each pipeline is made of, and how one of its components fares. */
export function pipelinez({ graph, mutatesData, statuses }: ServiceInspection, asked: Query): HttpResponse {
  const connectors = new Set(graph.nodes.filter(({ kind }) => kind === 'connector').map(({ componentId }) => componentId));
  const link = (pipeline: string, kind: string) => (id: string): string => {
    const name = kind !== 'processor' && connectors.has(id) ? `${id} (connector)` : id;
    return `<a href="${query({ pipelinenamez: pipeline, componentnamez: name, componentkindz: kind })}">${escapeHtml(name)}</a>`;
  };
  const rows = [...graph.pipelines].sort((a, b) => (a.pipelineId < b.pipelineId ? -1 : 1)).map(({ exporters, pipelineId: id, processors, receivers, signal }) => [
    escapeHtml(id), signal, String(mutatesData.get(id) === true), receivers.map(link(id, 'receiver')).join('<br>'),
    `→ ${processors.map(link(id, 'processor')).map((text) => `${text} →`).join(' ')}`, exporters.map(link(id, 'exporter')).join('<br>'),
  ]);
  const [pipeline = '', name = '', kind = ''] = ['pipelinenamez', 'componentnamez', 'componentkindz'].map((key) => asked.get(key) ?? '');
  const chosen = pipeline !== '' && name !== '' && kind !== '' ? `<h2>${escapeHtml(`${kind}: ${kind === 'processor' ? `${pipeline}/` : ''}${name}`)}</h2>\n${fares({ graph, statuses }, { pipeline, name: name.replace(/ \(connector\)$/, '') })}` : '';
  return page('builtPipelines', `${table('Pipelines', ['FullName', 'InputType', 'MutatesData', 'Receivers', 'Processors', 'Exporters'], rows)}\n${chosen}`);
}

function fares({ graph, statuses }: Pick<ServiceInspection, 'graph' | 'statuses'>, { name, pipeline }: { readonly name: string; readonly pipeline: string }): string {
  const nodes = graph.nodes.filter(({ componentId, pipelines }) => componentId === name && pipelines.includes(pipeline));
  return table('Status', ['Instance', 'Status', 'Error'], nodes.map(({ nodeId }) => [escapeHtml(nodeId), statuses.get(nodeId)?.status ?? 'unknown', escapeHtml(statuses.get(nodeId)?.error ?? '')]));
}

/** /debug/extensionz */
export function extensionz({ graph, statuses }: ServiceInspection, asked: Query): HttpResponse {
  const rows = [...graph.extensions].sort().map((id) => [`<a href="${query({ zextensionname: id })}">${escapeHtml(id)}</a>`]);
  const name = asked.get('zextensionname') ?? '';
  const status = statuses.get(`extension/${name}`);
  const chosen = name === '' ? '' : `<h2>${escapeHtml(name)}</h2>${status === undefined ? '' : `<p>Status: ${status.status}${status.error === undefined ? '' : ` (${escapeHtml(status.error)})`}</p>`}`;
  return page('Extensions', `${table('Extensions', ['FullName'], rows)}\n${chosen}`);
}

/** /debug/featurez. Upstream also describes each gate, and has those of contributed components. Here: the core's, by name. */
export function featurez(gates: readonly FeatureGate[]): HttpResponse {
  return page('Feature Gates', `<p>Gates cannot be switched in Traceground: each stands as its release has it by default. Those of the core Collector:</p>
${table('Feature gates', ['ID', 'Enabled', 'Stage'], gates.map(({ enabled, id, stage }) => [escapeHtml(id), String(enabled), stage]))}`);
}

/** /debug/tracez */
export const tracez = (): HttpResponse => page('Trace Spans', `<p>The real Collector can show spans of its own work here, when <code>service.telemetry.traces</code> makes some.
This one makes no spans of itself, so there is nothing to show. Spans that pass through it are not meant: look at them where it sends them.</p>`);

/** /debug/expvarz: what Go's expvar would print, of what is known. */
export function expvarz({ memory }: Pick<Host, 'memory'>): HttpResponse {
  const text = `{\n"cmdline": [],\n"memstats": ${JSON.stringify({ HeapAlloc: memory.used() })}\n}\n`;
  return { status: 200, headers: { 'content-type': ['application/json; charset=utf-8'] }, body: new TextEncoder().encode(text) };
}
