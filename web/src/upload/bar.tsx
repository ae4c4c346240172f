/** A progress bar. `share` is from 0 to 1. */
export const Bar = ({ share, label }: { share: number; label: string }) => (
  <div
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={Math.floor(share * 100)}
    className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-line"
  >
    <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${share * 100}%` }} />
  </div>
);
