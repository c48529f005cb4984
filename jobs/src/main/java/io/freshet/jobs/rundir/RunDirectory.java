package io.freshet.jobs.rundir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.jobs.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** A directory that a replay wrote, opened by its manifest; the ranks are read when they are asked for. Immutable. */
public final class RunDirectory {

    private final Path path;
    private final Manifest manifest;

    private RunDirectory(Path path, Manifest manifest) {
        this.path = path;
        this.manifest = manifest;
    }

    /** @throws InputException if this is no directory that a replay wrote */
    public static RunDirectory open(Path path) throws IOException {
        Path file = path.resolve(RunFiles.MANIFEST);
        if (!Files.isDirectory(path) || !Files.isRegularFile(file)) {
            throw new InputException(path + " is no directory of a run, which would hold " + RunFiles.MANIFEST
                    + ": name what was given to freshet replay as --out");
        }
        return new RunDirectory(path, Manifest.of(json(file), file.toString()));
    }

    public Path path() {
        return path;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** Reads the tested events with the ranks of these models; each call reads the file once. */
    public PerEvent perEvent(Collection<String> models) throws IOException {
        return PerEvent.read(path.resolve(RunFiles.PER_EVENT), models);
    }

    private static JsonNode json(Path file) throws IOException {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new InputException(file + " is no JSON (" + e.getOriginalMessage() + "): run the replay again", e);
        }
    }
}
