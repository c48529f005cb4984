package io.freshet.jobs.rundir;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.jobs.input.InputException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run says of itself, as far as it decides what may be compared with it.
 *
 * @param source name of the file or the like that the events came from
 * @param sha256 over the kept events
 * @param events kept events of the stream, tested or not
 * @param mode G or S
 * @param variant X or I
 * @param warmUpEvents events that were learned from before the first test
 * @param models with a column of ranks each
 */
public record Manifest(
        String source, String sha256, int events, String mode, String variant, int warmUpEvents, List<String> models) {
    private static final int FORMAT = 1;

    public Manifest {
        models = List.copyOf(models);
    }

    /** @param name what messages call the file */
    static Manifest of(JsonNode root, String name) {
        JsonNode format = root.path("format");
        if (!format.isInt() || format.intValue() != FORMAT) {
            throw new InputException(name + " has format " + (format.isMissingNode() ? "none" : format) + ", but only "
                    + FORMAT + " can be read: run the replay again with this version");
        }
        JsonNode models = field(root, "models", name);
        List<String> names = new ArrayList<>();
        models.forEach(model -> names.add(model.asText()));
        return new Manifest(
                root.at("/input/source").asText(),
                field(root, "input/sha256", name).asText(),
                field(root, "input/events", name).asInt(),
                field(root, "protocol/mode", name).asText(),
                field(root, "protocol/variant", name).asText(),
                field(root, "protocol/warm_up_events", name).asInt(),
                names);
    }

    private static JsonNode field(JsonNode root, String path, String name) {
        JsonNode field = root.at("/" + path);
        if (field.isMissingNode() || field.isNull()) {
            throw new InputException(name + " has no " + path.replace('/', '.') + ": run the replay again");
        }
        return field;
    }
}
