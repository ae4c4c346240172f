import { keyTexts } from "../../texts/keys.ts";
import { SelectField, TextField } from "../../ui/field.tsx";
import { today } from "../today.ts";
import { type Expiry, endOf, expiries } from "./expiry.ts";

const t = keyTexts;

/** When a key expires: after a while, or on a day. */
export function ExpiryFields({
  expiry,
  onExpiry,
  day,
  onDay,
}: {
  expiry: Expiry;
  onExpiry(expiry: Expiry): void;
  day: string;
  onDay(day: string): void;
}) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        label={t.expiry}
        value={expiry}
        onChange={(event) => onExpiry(event.target.value as Expiry)}
      >
        {expiries.map((one) => (
          <option key={one} value={one}>
            {t.expiries[one]}
          </option>
        ))}
      </SelectField>
      {expiry === "date" && (
        <TextField
          label={t.day}
          type="date"
          min={today()}
          required
          value={day}
          onChange={(event) => onDay(event.target.value)}
          error={day !== "" && endOf(expiry, day) === null ? t.dayPast : null}
        />
      )}
    </div>
  );
}
