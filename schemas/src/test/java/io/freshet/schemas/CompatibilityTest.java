package io.freshet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we read must be readable from every release on; what we write also by programs of every release. */
final class CompatibilityTest {
    private static final SchemaValidator BACKWARD_TRANSITIVE =
            new SchemaValidatorBuilder().canReadStrategy().validateAll();
    private static final SchemaValidator FULL_TRANSITIVE =
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

    private static final String EXTRA = "{\"name\": \"extra\", \"type\": \"string\"%s}";

    static Stream<String> inputs() {
        return Stream.of("Interaction", "Item", "RecommendationRequest", "Erasure", "Control", "Impression");
    }

    static Stream<String> outputs() {
        return Stream.of("Recommendations", "ItemState", "Evaluation", "ErasureReceipt");
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void inputsOfEveryReleaseCanBeRead(String name) {
        assertThatCode(() -> BACKWARD_TRANSITIVE.validate(Schemas.current(name), Schemas.released(name)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void outputsCanBeReadByAndFromEveryRelease(String name) {
        assertThatCode(() -> FULL_TRANSITIVE.validate(Schemas.current(name), Schemas.released(name)))
                .doesNotThrowAnyException();
    }

    @Test
    void everyRecordIsEitherInputOrOutputAndWasReleased() {
        assertThat(Stream.concat(inputs(), outputs())).containsExactlyInAnyOrderElementsOf(Schemas.names());
        assertThat(Schemas.names())
                .allSatisfy(name -> assertThat(Schemas.released(name)).isNotEmpty());
    }

    @Test
    void newInputFieldWithoutDefaultIsDetected() {
        Schema changed = with("Erasure", String.format(EXTRA, ""));
        assertRefused(BACKWARD_TRANSITIVE, changed, "Erasure");
    }

    @Test
    void newInputFieldWithDefaultIsAllowed() {
        Schema changed = with("Erasure", String.format(EXTRA, ", \"default\": \"\""));
        assertThatCode(() -> BACKWARD_TRANSITIVE.validate(changed, Schemas.released("Erasure")))
                .doesNotThrowAnyException();
    }

    @Test
    void changedTypeIsDetected() {
        Schema changed = edited(
                "Erasure", "\"name\": \"userId\", \"type\": \"string\"", "\"name\": \"userId\", \"type\": \"int\"");
        assertRefused(BACKWARD_TRANSITIVE, changed, "Erasure");
    }

    @Test
    void removedOutputFieldWithoutDefaultIsDetectedThoughAsAnInputItWouldPass() {
        Schema changed = edited("Evaluation", "(?m)^.*\"name\": \"learned\".*\\R", "");
        assertThatCode(() -> BACKWARD_TRANSITIVE.validate(changed, Schemas.released("Evaluation")))
                .doesNotThrowAnyException();
        assertRefused(FULL_TRANSITIVE, changed, "Evaluation");
    }

    @Test
    void conflictWithAnOldReleaseIsDetectedEvenIfTheNewestAgrees() {
        Schema current = Schemas.current("Erasure");
        Schema ancient = edited(
                "Erasure", "\"name\": \"userId\", \"type\": \"string\"", "\"name\": \"userId\", \"type\": \"int\"");
        assertThatThrownBy(() -> BACKWARD_TRANSITIVE.validate(current, List.of(current, ancient)))
                .isInstanceOf(SchemaValidationException.class);
    }

    private static void assertRefused(SchemaValidator validator, Schema changed, String name) {
        assertThatThrownBy(() -> validator.validate(changed, Schemas.released(name)))
                .isInstanceOf(SchemaValidationException.class);
    }

    private static Schema with(String name, String field) {
        return edited(name, "\\R  ]\\R}", ",\n" + field + "]}");
    }

    private static Schema edited(String name, String pattern, String replacement) {
        String json = Schemas.json(name);
        String changed = json.replaceFirst(pattern, replacement);
        assertThat(changed).isNotEqualTo(json);
        return new Schema.Parser().parse(changed);
    }
}
