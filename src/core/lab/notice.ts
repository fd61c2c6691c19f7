/** Something the learner must know that no view owns. */
export interface LabNotice {
  readonly kind: 'coreRestarted' | 'serviceCrashed' | 'saveFailed';
  readonly message: string;
}
