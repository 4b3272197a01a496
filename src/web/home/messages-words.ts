import { defineWords } from '../words/words.ts'

export const MESSAGES = defineWords('messages', {
  zh: {
    title: '消息',
    lead: '提醒、公布和申诉的消息都在这里。',
    all: '全部',
    unread: '未读',
    filter: '显示',
    unreadCount: '{{count}} 条未读',
    readAll: '全部标为已读',
    empty: '还没有消息',
    emptyUnread: '没有未读消息',
    isUnread: '未读',
  },
  en: {
    title: 'Messages',
    lead: 'Reminders, publications and appeals arrive here.',
    all: 'All',
    unread: 'Unread',
    filter: 'Show',
    unreadCount: '{{count}} unread',
    readAll: 'Mark all as read',
    empty: 'No messages yet',
    emptyUnread: 'No unread messages',
    isUnread: 'Unread',
  },
})
