import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";

/** A menu that `button`, a single element, opens. */
export function Menu({
  button,
  children,
  align = "end",
}: {
  button: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{button}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto rounded-xl border bg-raised p-1 shadow-lift animate-[appear_100ms]"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const item =
  "flex w-full cursor-pointer items-center gap-2.5 rounded-lg px-3 py-2 outline-none select-none data-highlighted:bg-wash data-disabled:opacity-50";

/** Runs `onSelect`. With `asChild`, the child is a link. */
export function MenuItem({
  danger = false,
  ...rest
}: {
  danger?: boolean;
  disabled?: boolean;
  asChild?: boolean;
  onSelect?(): void;
  children: ReactNode;
}) {
  return <DropdownMenu.Item className={classes(item, danger && "text-danger")} {...rest} />;
}

/** One of several values of a menu. The current one is checked. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  label: string;
  value: Value;
  options: readonly { value: Value; children: ReactNode }[];
  onChoose(value: Value): void;
}) {
  return (
    <DropdownMenu.RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => onChoose(next as Value)}
    >
      {options.map(({ value, children }) => (
        <DropdownMenu.RadioItem key={value} value={value} className={item}>
          {children}
          <DropdownMenu.ItemIndicator className="ml-auto pl-3 text-accent">
            <Check size={16} aria-hidden />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export const MenuLine = () => <DropdownMenu.Separator className="my-1 h-px bg-line" />;

export const MenuTitle = ({ children }: { children: ReactNode }) => (
  <DropdownMenu.Label className="px-3 py-1.5 text-sm text-dim">{children}</DropdownMenu.Label>
);
