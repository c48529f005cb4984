package io.freshet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SchemasTest {
    private static final Path FILES = Path.of("src/main/resources/io/freshet/schemas");

    static List<String> names() {
        return Schemas.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void schemaFieldsStandInTheOrderOfTheRecordsComponents(String name) throws Exception {
        for (Schema record : records(Schemas.current(name))) {
            Class<?> type = Class.forName("io.freshet.schemas." + record.getName());
            assertThat(record.getFields().stream().map(Schema.Field::name))
                    .as(record.getFullName())
                    .containsExactlyElementsOf(Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRecordAndFieldIsDocumentedAndInTheNamespaceOfItsVersion(String name) {
        for (Schema record : records(Schemas.current(name))) {
            assertThat(record.getNamespace()).isEqualTo("io.freshet.v1");
            assertThat(record.getDoc()).isNotBlank();
            assertThat(record.getFields())
                    .allSatisfy(
                            field -> assertThat(field.doc()).as(field.name()).isNotBlank());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void schemaTextIsTheCommittedFile(String name) throws IOException {
        assertThat(Schemas.json(name)).isEqualTo(Files.readString(FILES.resolve(name + ".avsc")));
    }

    @Test
    void everySchemaFileHasAName() throws IOException {
        assertThat(listed(FILES, ".avsc")).containsExactlyInAnyOrderElementsOf(Schemas.names());
    }

    @Test
    void everyReleaseDirectoryIsKnownToTheDecoder() throws IOException {
        assertThat(listed(FILES.resolve("released"), "")).containsExactlyInAnyOrderElementsOf(Schemas.releases());
    }

    @Test
    void unknownRecordNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Schemas.json("Nothing"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("Nothing")
                .hasMessageContaining("Interaction");
    }

    private static List<String> listed(Path directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(suffix) && !file.equals("released"))
                    .map(file -> file.substring(0, file.length() - suffix.length()))
                    .toList();
        }
    }

    private static List<Schema> records(Schema schema) {
        List<Schema> found = new ArrayList<>();
        switch (schema.getType()) {
            case RECORD -> {
                found.add(schema);
                schema.getFields().forEach(field -> found.addAll(records(field.schema())));
            }
            case UNION -> schema.getTypes().forEach(type -> found.addAll(records(type)));
            case ARRAY -> found.addAll(records(schema.getElementType()));
            default -> {}
        }
        return found;
    }
}
