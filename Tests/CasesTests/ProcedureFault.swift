@testable import Cases

/// What is wrong with one procedure's file of a folder, or nil: the check of a policy without all that it reads beside it.
func procedureFault(_ folder: PolicyFolder, _ path: String) -> PolicyProblem? {
    do {
        _ = try Procedure(
            yaml: folder.texts[path] ?? "", file: path, dilations: folder.dilations())
        return nil
    } catch { return PolicyProblem(error, file: path) }
}
