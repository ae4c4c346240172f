/** A page of the guides: its address below `/guides/`, and its Markdown file in this project. */
export interface GuideFile {
  slug: string;
  file: string;
}

const docs = (slug: string, name = slug): GuideFile => ({ slug, file: `docs/${name}.md` });

/** The guides by section, in reading order. What is about the sources themselves is left out. */
export const contents: readonly { section: string; guides: readonly GuideFile[] }[] = [
  {
    section: "Start",
    guides: [
      docs("start"),
      docs("authentication"),
      docs("connect", "mcp"),
      docs("agents"),
      docs("sdk"),
      docs("cli"),
      docs("prompts"),
    ],
  },
  {
    section: "Images",
    guides: [docs("uploads"), docs("file-types"), docs("delivery"), docs("graphql")],
  },
  { section: "Memory", guides: [docs("memory")] },
  {
    section: "Reference",
    guides: [docs("webhooks"), docs("errors"), { slug: "changelog", file: "CHANGELOG.md" }],
  },
  {
    section: "Administration",
    guides: [docs("oauth"), docs("leaked-keys"), docs("operating")],
  },
];
