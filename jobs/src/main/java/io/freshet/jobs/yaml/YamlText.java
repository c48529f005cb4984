package io.freshet.jobs.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.freshet.jobs.input.InputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads YAML files that people write, and says what is wrong with them. */
public final class YamlText {
    private YamlText() {}

    /** @throws InputException if there is no such file, or none of text */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new InputException(file + " is not in UTF-8: save it in that encoding", e);
        } catch (IOException e) {
            throw new InputException(file + " is no file that can be read: check its name and rights", e);
        }
    }

    /** For a text that is no YAML, with its line where the parser knows it; {@code name} is what messages call it. */
    public static InputException refused(String name, JsonProcessingException problem) {
        return new InputException(name + syntax(problem), problem);
    }

    private static String syntax(JsonProcessingException problem) {
        if (problem.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return ":" + (marked.getProblemMark().getLine() + 1) + ": this is no YAML: " + marked.getProblem();
        }
        String message = problem.getOriginalMessage();
        return ": this is no YAML: " + message.lines().findFirst().orElse(message);
    }
}
