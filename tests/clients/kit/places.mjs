// Where things are on this machine.
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the repository. */
export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** A file of this folder, tests/clients. */
export const here = (...path) => join(root, "tests/clients", ...path);

/** A file that `install` brought, or that a judge makes. */
export const tool = (...path) => join(root, "target/clients", ...path);
