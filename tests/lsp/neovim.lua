-- A real client: opens a document with a fault, waits for what is said of it, asks for completion and hover, corrects it and renames.
local function print(...) io.stdout:write(table.concat(vim.tbl_map(tostring, { ... }), ' '), '\n') end
local root = vim.loop.cwd()
local file = root .. '/docs-corpus/new-policy.md'
vim.cmd('edit ' .. file)
vim.bo.filetype = 'markdown'
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({ name = 'styrdok', cmd = { vim.env.STYRDOK, 'lsp', '--on', '2026-12-01' }, root_dir = root })
vim.lsp.buf_attach_client(buffer, client)

local function await(count)
  local done = vim.wait(10000, function() return #vim.diagnostic.get(buffer) == count end, 20)
  if not done then print('waited in vain for ' .. count .. ' diagnostics', vim.inspect(vim.diagnostic.get(buffer))) end
end

local function ask(method, line, character, more)
  local params = { textDocument = vim.lsp.util.make_text_document_params(buffer), position = { line = line, character = character } }
  local answers = vim.lsp.buf_request_sync(buffer, method, vim.tbl_extend('force', params, more or {}), 10000)
  for _, answer in pairs(answers or {}) do return answer.result end
end

local function line(number) return vim.api.nvim_buf_get_lines(buffer, number, number + 1, false)[1] end

vim.wait(10000, function() return vim.lsp.get_client_by_id(client) ~= nil and vim.lsp.get_client_by_id(client).initialized end, 20)
vim.api.nvim_buf_set_lines(buffer, 11, 12, false, { '  - doc: old-polcy' })
await(2)
for _, found in ipairs(vim.diagnostic.get(buffer)) do
  print(('%d:%d-%d [%s] %s'):format(found.lnum + 1, found.col + 1, found.end_col + 1, found.code, found.message))
end
for _, action in ipairs(ask('textDocument/codeAction', 0, 0, {
  range = { start = { line = 11, character = 0 }, ['end'] = { line = 11, character = 0 } }, context = { diagnostics = {} } })) do
  print('action: ' .. action.title)
  vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
end
await(0)
print(line(11))
print(ask('textDocument/hover', 11, 12).contents.value)
for _, item in ipairs(ask('textDocument/completion', 5, 14).items) do print('item: ' .. item.label .. ' (' .. item.detail .. ')') end
local edit = ask('textDocument/rename', 11, 12, { newName = 'telephones-1996' })
vim.cmd('silent wall')
vim.lsp.util.apply_workspace_edit(edit, 'utf-16')
print(line(11))
print(line(19))
vim.cmd('silent! wall')
print(vim.fn.filereadable(root .. '/docs-corpus/telephones-1996.md'), vim.fn.filereadable(root .. '/docs-corpus/old-policy.md'))
await(0)
vim.lsp.stop_client(client)
vim.wait(5000, function() return vim.lsp.client_is_stopped(client) end, 20)
vim.cmd('qall!')
