import { dialect } from "../dialect.ts";
import { isHelmTemplate, kubernetesObjects } from "../workflow/kubernetes-objects.ts";
import { isWorkload, lowerWorkload } from "../workflow/kubernetes-workloads.ts";

export default dialect({
  id: "kubernetes",
  title: "Kubernetes manifest",
  family: "workflow",
  syntax: "yaml",
  paths: [],
  elsewhere: ["**/*.{yml,yaml}"],

  claim(tree, file) {
    // What does not parse is filled in first, by a program whose marks we do not know.
    if (!/^[ \t]*kind:/m.test(file.text) || isHelmTemplate(file.text) || tree.errors.length > 0) return 0;
    // A file may hold the objects of another dialect as well, which then reads these too.
    return [...kubernetesObjects(tree)].some(isWorkload) ? 0.6 : 0;
  },

  *lower(tree) {
    for (const object of kubernetesObjects(tree)) {
      const model = isWorkload(object) ? lowerWorkload(tree, "kubernetes", object) : undefined;
      if (model) yield model;
    }
  },
});
