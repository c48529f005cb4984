package io.freshet.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void valuesAreEscapedUnlessAskedForAsTheyAre() throws IOException {
        assertThat(render("{{a}} {{{a}}}", "{'a':'<&>'}")).isEqualTo("&lt;&amp;&gt; <&>");
    }

    @Test
    void aListRepeatsItsSection() throws IOException {
        assertThat(render("{{#rows}}[{{name}}]{{/rows}}", "{'rows':[{'name':'a'},{'name':'b'}]}"))
                .isEqualTo("[a][b]");
    }

    @Test
    void aDotIsTheElementItself() throws IOException {
        assertThat(render("{{#rows}}{{.}};{{/rows}}", "{'rows':[1,'<']}")).isEqualTo("1;&lt;;");
    }

    @Test
    void aNameIsLookedUpFromTheInsideOut() throws IOException {
        assertThat(render("{{#rows}}{{a}}{{b}} {{/rows}}", "{'a':1,'b':2,'rows':[{'a':3},{}]}"))
                .isEqualTo("32 12 ");
    }

    @Test
    void dotsLeadInside() throws IOException {
        assertThat(render("{{a.b.c}}", "{'a':{'b':{'c':'deep'}}}")).isEqualTo("deep");
    }

    @Test
    void whatIsNotThereHasNoSection() throws IOException {
        for (String nothing : new String[] {"null", "false", "''", "[]"}) {
            assertThat(render("{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{'a':" + nothing + "}"))
                    .isEqualTo("no");
        }
        assertThat(render("{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{}")).isEqualTo("no");
    }

    @Test
    void zeroIsThere() throws IOException {
        assertThat(render("{{#a}}{{.}}{{/a}}{{^a}}no{{/a}}", "{'a':0}")).isEqualTo("0");
    }

    @Test
    void aValueWithBracesIsNotATag() throws IOException {
        assertThat(render("{{a}}", "{'a':'{{b}}','b':'wrong'}")).isEqualTo("{{b}}");
    }

    @Test
    void aMisspeltNameIsAnError() {
        assertThatThrownBy(() -> render("{{wrong}}", "{'right':1}")).hasMessageContaining("\"wrong\"");
    }

    @Test
    void sectionsMustClose() {
        assertThatThrownBy(() -> Template.parse("{{#a}}{{/b}}")).hasMessageContaining("\"a\" ends as \"b\"");
        assertThatThrownBy(() -> Template.parse("{{#a}}")).hasMessageContaining("\"a\"");
        assertThatThrownBy(() -> Template.parse("{{/a}}")).hasMessageContaining("\"a\"");
    }

    private static String render(String template, String view) throws IOException {
        return Template.parse(template).render(new ObjectMapper().readTree(view.replace('\'', '"')));
    }
}
