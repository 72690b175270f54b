import Formats

/// Studies what a declared candidate cause did to an outcome; the specification names the files, beside it.
public func studyCauses(_ path: String) throws -> Answer {
    let spec = try CauseSpec(YAML.parse(try Files.bytes(path), file: path))
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    return spec.answer(try spec.result(in: folder))
}
