package import Messages

/// The calls of Protocol/releases.proto. release.put and release.target are bulk streams: `BulkCalls`.

extension Call where Request == WireReleasePublishCall, Response == WireReleaseStatus {
    package static var releasePublish: Call<WireReleasePublishCall, WireReleaseStatus> { Call("release.publish") }
}

extension Call where Request == WireReleaseListCall, Response == WireReleaseListReply {
    package static var releaseList: Call<WireReleaseListCall, WireReleaseListReply> { Call("release.list") }
}

extension Call where Request == WireReleaseMetadataCall, Response == WireReleaseMetadataChunk {
    package static var releaseMetadata: Call<WireReleaseMetadataCall, WireReleaseMetadataChunk> { Call("release.metadata") }
}
