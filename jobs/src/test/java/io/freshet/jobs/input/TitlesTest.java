package io.freshet.jobs.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TitlesTest {
    private final Path folder;

    TitlesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void tabSeparatedColumnsAreFoundByName() {
        assertThat(titles("item\ttitle\tgenres\n1\tToy Story (1995)\tComedy\n").titleOf("1"))
                .isEqualTo("Toy Story (1995)");
        assertThat(titles("item\tdescription\n7\tLETTER \"M\" RING\n").titleOf("7"))
                .isEqualTo("LETTER \"M\" RING");
        assertThat(titles("description\titem\nA mug\tm-1\n").titleOf("m-1")).isEqualTo("A mug");
    }

    @Test
    void recBoleHeadersNameTheTypeBesideTheColumn() {
        assertThat(titles("item_id:token\tmovie_title:token_seq\trelease_year:token\n2\tGoldenEye\t1995\n")
                        .titleOf("2"))
                .isEqualTo("GoldenEye");
    }

    @Test
    void movieLensFormsNeedNoHeader() {
        assertThat(titles("1::Toy Story (1995)::Comedy\n2::Jumanji (1995)::Adventure\n")
                        .titleOf("2"))
                .isEqualTo("Jumanji (1995)");
        assertThat(titles("1|Toy Story (1995)|01-Jan-1995||http://\n").titleOf("1"))
                .isEqualTo("Toy Story (1995)");
    }

    @Test
    void bothEncodingsOfMovieLensAreUnderstood() {
        String line = "73::Misérables, Les (1995)::Drama\n";
        assertThat(titles(line, StandardCharsets.ISO_8859_1).titleOf("73")).isEqualTo("Misérables, Les (1995)");
        assertThat(titles(line, StandardCharsets.UTF_8).titleOf("73")).isEqualTo("Misérables, Les (1995)");
    }

    @Test
    void leadingZerosOfNumbersDoNotMatter() {
        Titles titles = titles("0002844::Fantômas (1913)::Crime\n");
        assertThat(titles.titleOf("2844")).isEqualTo("Fantômas (1913)");
        assertThat(titles.titleOf("0002844")).isEqualTo("Fantômas (1913)");
    }

    @Test
    void categoriesAreReadWhereThereAreSome() {
        assertThat(titles("item\ttitle\tgenres\n1\tToy Story\tComedy|Children's\n2\tX\t\n")
                        .categoriesOf("1"))
                .containsExactly("Comedy", "Children's");
        assertThat(titles("0007::Toy Story (1995)::Comedy| Drama\n").categoriesOf("7"))
                .containsExactly("Comedy", "Drama");
        assertThat(titles("item_id:token\tmovie_title:token_seq\tclass:token_seq\n2\tGoldenEye\tAction Thriller\n")
                        .categoriesOf("2"))
                .containsExactly("Action", "Thriller");
        Titles without = titles("item\tdescription\n7\tMUG\n");
        assertThat(without.haveCategories()).isFalse();
        assertThat(without.categoriesOf("7")).isEmpty();
        assertThat(titles("7::MUG::Kitchen\n").haveCategories()).isTrue();
    }

    @Test
    void whatHasNoTitleIsCalledByItsId() {
        assertThat(titles("item\ttitle\n1\t\n2\n").titleOf("1")).isEqualTo("item 1");
        assertThat(Titles.none().titleOf("x-9")).isEqualTo("item x-9");
    }

    @Test
    void unusableFilesAreToldInOneLine() {
        assertThatThrownBy(() -> titles("")).isInstanceOf(InputException.class).hasMessageContaining("is empty");
        assertThatThrownBy(() -> titles("sku\tprice\n1\t2\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("begins with 'sku?price'")
                .hasMessageContaining("a header naming item and title");
        assertThatThrownBy(() -> titles("hello\n")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Titles.read(folder.resolve("none.tsv")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no such file");
    }

    private Titles titles(String content) {
        return titles(content, StandardCharsets.UTF_8);
    }

    private Titles titles(String content, Charset charset) {
        try {
            return Titles.read(Files.write(folder.resolve("titles"), content.getBytes(charset)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
