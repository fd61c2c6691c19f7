import type { Diagnostic } from '#common/base/diagnostic.ts';
import { Emitter } from '#common/base/emitter.ts';
import { err, ok, type Result } from '#common/base/result.ts';
import { Serial } from '../serial.ts';
import type { NodeService, ServiceStatus } from '../workloads/nodeService.ts';
import { editYaml } from './editYaml.ts';
import { effectiveSettings, environmentOf } from './environment.ts';
import { firstYaml } from './firstYaml.ts';
import { parseSettings } from './parse.ts';
import { labVariables } from './settings.ts';

/** The contract's SdkState, as the lab has it. */
export interface SdkView {
  readonly service: string;
  readonly yaml: string;
  readonly runningYaml: string;
  readonly status: ServiceStatus;
  readonly revision: number;
  readonly restartMillis: number | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly effective: ReturnType<typeof effectiveSettings>;
}

/** The SDK settings of one service: a file, and the program whose environment it stands for. The file that runs always tells the truth about the program. */
export class ServiceSdk {
  readonly #service: NodeService;
  readonly #serial = new Serial();
  readonly #changed = new Emitter<SdkView>();
  /** What the scene began with. */
  readonly #first: string;
  #yaml: string;
  #runningYaml: string;
  #diagnostics: readonly Diagnostic[];
  #revision = 1;
  /** How often the service had been launched again when a change began; null while none is under way. */
  #restartsBefore: number | null = null;

  /** Its file is made of the environment that the service has now. */
  constructor(service: NodeService) {
    this.#service = service;
    this.#first = firstYaml(service.environment);
    this.#yaml = this.#first;
    this.#runningYaml = this.#first;
    this.#diagnostics = parseSettings(this.#first).diagnostics;
  }

  readonly changed = this.#changed.event;

  get view(): SdkView {
    const { definition, restarts, restartMillis, environment, effective } = this.#service;
    const status = this.#restartsBefore === restarts ? 'restarting' : this.#service.status;
    return {
      service: definition.name, yaml: this.#yaml, runningYaml: this.#runningYaml, status, revision: this.#revision, restartMillis,
      diagnostics: this.#diagnostics, effective: effectiveSettings(environment, status === 'running' ? effective : {}),
    };
  }

  /** Tells of what the service itself has changed: its status, its program. */
  touch(): void {
    this.#changed.emit(this.view);
  }

  /** Restarts the program with these settings. When they are bad, or no program comes up with them, all stays as it is and the diagnostics say why. */
  apply(yaml: string): Promise<SdkView> {
    return this.#serial.run(async () => {
      await this.#run(yaml);
      return this.view;
    });
  }

  reset(): Promise<SdkView> {
    return this.apply(this.#first);
  }

  /** Changes variables (null removes one) by changing the file that runs. A draft that does not run stays as the learner left it. */
  setEnvironment(changes: Readonly<Record<string, string | null>>): Promise<Result<void, string>> {
    return this.#serial.run(async () => {
      const draft = { yaml: this.#yaml, diagnostics: this.#diagnostics };
      const isDraft = draft.yaml !== this.#runningYaml;
      const failed = await this.#run(editYaml(this.#runningYaml, changes));
      if (isDraft) {
        this.#yaml = draft.yaml;
        this.#diagnostics = draft.diagnostics;
        this.touch();
      }
      return failed === null ? ok(undefined) : err(failed);
    });
  }

  /** Null, or why it keeps its old settings. */
  async #run(yaml: string): Promise<string | null> {
    const { value, diagnostics } = parseSettings(yaml);
    this.#yaml = yaml;
    this.#diagnostics = diagnostics;
    if (value === null) {
      this.touch();
      return diagnostics[0]?.message ?? 'the settings are not good';
    }
    const before = this.#service.environment;
    const removed = Object.keys(before).filter((name) => !labVariables.includes(name)).map((name) => [name, null] as const);
    this.#restartsBefore = this.#service.restarts;
    this.touch();
    const result = await this.#service.setEnvironment({ ...Object.fromEntries(removed), ...environmentOf(value) });
    this.#restartsBefore = null;
    if (result.ok) {
      this.#runningYaml = yaml;
      if (this.#service.environment !== before) this.#revision += 1;
    } else {
      this.#diagnostics = [...diagnostics, { severity: 'error', message: `no program came up with these settings: ${result.error}`, range: null }];
    }
    this.touch();
    return result.ok ? null : result.error;
  }
}
