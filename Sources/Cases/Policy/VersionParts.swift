import Formats

extension YAML {
    /// The names under `versions` of a part of a procedure's file; nil where it stands in every version.
    func inVersions() throws -> [String]? {
        guard let node = self["versions"] else { return nil }
        let names = try node.list().map { try $0.string() }
        if names.isEmpty { throw node.error("name at least one version, or leave it out") }
        try node.refuseRepeated(names)
        return names
    }
}

extension Procedure {
    /// Every version that a document or a stage names is one of the file, and every case has a place to begin.
    func checkVersions(_ root: YAML) throws {
        let known = Set(versions.map(\.name))
        let parts = [
            ("documents", documents.map(\.versions)), ("stages", stages.map(\.versions)),
        ]
        for (key, lists) in parts {
            let nodes = try root.list(key)
            for (node, named) in zip(nodes, lists) {
                guard let unknown = named?.first(where: { !known.contains($0) }) else { continue }
                throw node.error("no version '\(unknown)' under 'versions'")
            }
        }
        guard let first = stages.first, first.versions != nil else { return }
        throw try root.list("stages")[0].error(
            "every case begins at the first stage: it stands in every version")
    }
}
