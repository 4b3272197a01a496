# Small words for the tours of docs/api-tours.md: read it into your shell with `. docs/tour.sh`. Needs curl and node.
API=${API:-http://127.0.0.1:8787/api/v1}
mkdir -p out

# sign_in NAME...: signs accounts of the demo in; the session's cookie is kept in out/NAME.cookies.
sign_in() {
  for name in "$@"; do
    curl -sS -f -o /dev/null -c "out/$name.cookies" "$API/session" -H 'content-type: application/json' \
      -d "{\"username\":\"$name\",\"password\":\"quanheng-demo\"}" && echo "signed in: $name"
  done
}

# call NAME METHOD PATH [options of curl]: a request as NAME, with its JSON indented.
call() {
  who=$1 method=$2 path=$3
  shift 3
  curl -sS -b "out/$who.cookies" -X "$method" "$API$path" -H 'content-type: application/json' \
    -H "accept-language: ${TOUR_LANGUAGE:-en}" "$@" | indented
}

# upload NAME FILE: uploads a file as NAME.
upload() {
  curl -sS -b "out/$1.cookies" "$API/uploads" -F "file=@$2" -H "accept-language: ${TOUR_LANGUAGE:-en}" | indented
}

# field PATH: one field of the JSON that is read, such as `version` or `items[0].id`.
field() {
  node -p "JSON.parse(require('fs').readFileSync(0, 'utf8')).$1"
}

indented() {
  node -e "const text = require('fs').readFileSync(0, 'utf8'); console.log(text && JSON.stringify(JSON.parse(text), null, 2))"
}
