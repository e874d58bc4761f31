WITH found AS MATERIALIZED (
    SELECT number, year, month, tags,
           ts_rank(words, websearch_to_tsquery('articles', ?)) AS score
    FROM articles
    WHERE words @@ websearch_to_tsquery('articles', ?)
), best AS (
    SELECT number, score FROM found ORDER BY score DESC, number LIMIT 10
), tag_counts AS (
    SELECT tag AS value, count(*) AS count FROM found, unnest(tags) AS tag
    GROUP BY tag ORDER BY count DESC, tag LIMIT 10
), year_counts AS (
    SELECT year AS value, count(*) AS count FROM found WHERE year IS NOT NULL
    GROUP BY year ORDER BY year
), month_counts AS (
    SELECT month AS value, count(*) AS count FROM found WHERE month IS NOT NULL
    GROUP BY month ORDER BY month
)
SELECT json_build_object(
    'total', (SELECT count(*) FROM found),
    'hits', (SELECT coalesce(json_agg(json_build_object(
            'id', id, 'title', title, 'date', date,
            'snippet', ts_headline('articles', body, websearch_to_tsquery('articles', ?),
                                   'MaxFragments=1, StartSel=<mark>, StopSel=</mark>')
        ) ORDER BY score DESC, number), '[]')
        FROM best JOIN articles USING (number)),
    'facets', json_build_object(
        'tags', (SELECT coalesce(json_agg(tag_counts), '[]') FROM tag_counts),
        'year', (SELECT coalesce(json_agg(year_counts), '[]') FROM year_counts),
        'month', (SELECT coalesce(json_agg(month_counts), '[]') FROM month_counts)))
