import { homedir, tmpdir } from "node:os";

// A dependency asks for the home folder when it is loaded, and that throws where neither HOME nor /etc/passwd names one,
// as for an unknown uid in a container. Import this first.
try {
  homedir();
} catch {
  process.env.HOME = tmpdir();
}
